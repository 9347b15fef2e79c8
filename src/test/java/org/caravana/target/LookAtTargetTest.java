package org.caravana.target;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.camel.Exchange;
import org.caravana.CaravanaException;
import org.caravana.config.Settings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What the log is told of a target when the service has started. */
class LookAtTargetTest {
    private static final List<String> ROUTES =
            List.of("routes/errors/no-answer.camel.yaml", "routes/verify/look-at-target.camel.yaml");

    @TempDir
    Path home;

    @Test
    void oneThatAnswersIsNoTrouble() throws Exception {
        Files.createDirectories(home.resolve("annex"));

        try (TargetContext context = new TargetContext(Map.of(), ROUTES, directory(false))) {
            Exchange looked = look(context, "annex");
            assertThat(looked.getMessage().getBody()).as("its listing").isInstanceOf(List.class);
            assertThat(trouble(looked)).isEmpty();
        }
    }

    @Test
    void oneWhereNothingAnswersIsNamedWithAHint() throws Exception {
        URI nobody;
        try (ServerSocket closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            nobody = URI.create("http://127.0.0.1:" + closed.getLocalPort());
        }

        assertThat(trouble(Targets.s3("cloud", nobody)))
                .startsWith("target cloud: nothing answers at its address")
                .contains("HINT: ");
    }

    @Test
    void aDiskThatIsAwayIsTroubleOnlyWhereNobodyTakesItAway() throws Exception {
        assertThat(trouble(directory(true))).isEmpty();
        assertThat(trouble(directory(false))).startsWith("target annex: ").contains("HINT: ");
    }

    @Test
    @Timeout(60) // it may be silent for 120 s
    void oneThatIsSilentIsNotWaitedForAtTheEnd() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                TargetContext context = new TargetContext(
                        Map.of(),
                        ROUTES,
                        Targets.s3("cloud", URI.create("http://127.0.0.1:" + silent.getLocalPort())))) {
            CompletableFuture<Exchange> look = CompletableFuture.supplyAsync(() -> look(context, "cloud"));
            try (Socket asked = silent.accept()) {
                lines(context).askNoMore();

                assertThat(trouble(look.get())).isEmpty();
                assertThat(asked.getInputStream()).isNotEmpty();
            }
            assertThat(trouble(look(context, "cloud"))).as("nor is it asked").isEmpty();
        }
    }

    @Test
    void whoWasAskedAlreadyKeepsItsLineAtTheEnd() throws Exception {
        Files.createDirectories(home.resolve("annex"));
        try (TargetContext context = new TargetContext(Map.of(), ROUTES, directory(false))) {
            look(context, "annex");

            lines(context).askNoMore();

            assertThat(lines(context).isEnded("annex")).isFalse();
        }
    }

    private static TargetLines lines(TargetContext context) {
        return context.camel().getRegistry().findSingleByType(TargetLines.class);
    }

    private Settings.Target directory(boolean removable) {
        return Targets.target(
                "annex", "directory", "path", home.resolve("annex").toString(), "removable", "" + removable);
    }

    private static String trouble(Settings.Target target) throws Exception {
        try (TargetContext context = new TargetContext(Map.of(), ROUTES, target)) {
            return trouble(look(context, target.name()));
        }
    }

    private static Exchange look(TargetContext context, String target) {
        Exchange looked = context.camel()
                .createProducerTemplate()
                .request("direct:look-at-target", exchange -> exchange.getIn().setBody(target));
        assertThat(looked.getException()).isNull();
        return looked;
    }

    /** What is told; empty: nothing. */
    private static String trouble(Exchange looked) {
        CaravanaException why = looked.getProperty("why", CaravanaException.class);
        return why == null ? "" : why.getMessage();
    }
}
