package org.caravana.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LoopbackControlTest {
    private static final JobReport JOB = new JobReport(
            12,
            "night",
            Instant.parse("2026-11-20T22:00:00Z"),
            "REQUEST",
            "RUNNING",
            null,
            Instant.parse("2026-11-20T22:00:03Z"),
            null,
            null,
            List.of(new JobReport.CopyReport("annex", "WAITING", "NONE", null)),
            List.of(new JobReport.EventReport(Instant.parse("2026-11-20T22:00:00Z"), null, "CREATED", "asked for")));

    @TempDir
    Path data;

    private final List<String> asked = new ArrayList<>();
    private HttpServer server;
    private CatalogueLock lock;
    private int status = 200;
    private String answer = "";

    @BeforeEach
    void startService() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
        lock = CatalogueLock.tryAcquire(data).orElseThrow();
        lock.tell(server.getAddress().getPort());
    }

    @AfterEach
    void stopService() throws IOException {
        server.stop(0);
        lock.close();
    }

    @Test
    void aPlanIsRunWithTheTokenOfTheService() throws Exception {
        answer = Json.write(JOB.members());
        try (LoopbackControl control = LoopbackControl.connect(data)) {
            assertThat(control.run("night")).isEqualTo(JOB);
            control.run("night", true, true);
        }
        assertThat(asked)
                .containsExactly(
                        "POST /control/run/night?acceptChanged=false&readAll=false " + ControlLogin.of(lock.token()),
                        "POST /control/run/night?acceptChanged=true&readAll=true " + ControlLogin.of(lock.token()));
    }

    @Test
    void jobsAreAskedForByPlanAndNumber() throws Exception {
        try (LoopbackControl control = LoopbackControl.connect(data)) {
            answer = Json.write(List.of(JOB.members()));
            assertThat(control.jobs(Optional.of("night"))).containsExactly(JOB);
            answer = Json.write(JOB.members());
            assertThat(control.job(12)).isEqualTo(JOB);
            assertThat(control.cancel(12)).isEqualTo(JOB);
        }
        assertThat(asked)
                .extracting(line -> line.replaceFirst(" Basic .*", ""))
                .containsExactly("GET /control/jobs?plan=night", "GET /control/jobs/12", "POST /control/cancel/12");
    }

    @Test
    void aRefusalIsToldInTheServicesWords() throws Exception {
        status = 404;
        answer = "{\"error\": \"there is no job 99\", \"hint\": \"caravana jobs lists them\"}";
        try (LoopbackControl control = LoopbackControl.connect(data)) {
            assertThatThrownBy(() -> control.job(99))
                    .isInstanceOf(NotFoundException.class)
                    .hasMessage("there is no job 99; HINT: caravana jobs lists them");
        }
    }

    @Test
    void aServiceThatDoesNotAnswerIsUnreachable() throws Exception {
        server.stop(0);
        try (LoopbackControl control = LoopbackControl.connect(data, Duration.ZERO)) {
            assertThatThrownBy(() -> control.job(12)).isInstanceOf(UnreachableException.class);
        }
    }

    @Test
    void aServiceThatComesBackOnAnotherPortIsAskedThere() throws Exception {
        answer = Json.write(JOB.members());
        HttpServer later = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        later.createContext("/", this::answer);
        later.start();
        server.createContext("/control/jobs/12", exchange -> {
            // as a server whose routes are gone says it
            lock.tell(later.getAddress().getPort());
            exchange.sendResponseHeaders(404, -1);
            exchange.close();
        });
        try (LoopbackControl control = LoopbackControl.connect(data)) {
            assertThat(control.job(12)).isEqualTo(JOB);
            server.stop(0);
            assertThat(control.run("night")).isEqualTo(JOB);
        } finally {
            later.stop(0);
        }
    }

    @Test
    void whatTheServiceMayHaveHeardIsNotSaidTwice() throws Exception {
        List<String> heard = new ArrayList<>();
        server.createContext("/control/run/night", exchange -> {
            heard.add(exchange.getRequestMethod());
            exchange.close();
        });
        try (LoopbackControl control = LoopbackControl.connect(data)) {
            assertThatThrownBy(() -> control.run("night")).isInstanceOf(UnreachableException.class);
        }
        assertThat(heard).hasSize(1);
    }

    private void answer(HttpExchange exchange) throws IOException {
        asked.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " "
                + exchange.getRequestHeaders().getFirst("Authorization"));
        byte[] body = answer.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }
}
