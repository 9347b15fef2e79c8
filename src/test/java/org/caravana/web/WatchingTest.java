package org.caravana.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import org.caravana.config.Secret;
import org.caravana.config.Settings;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WatchingTest {
    private static final String CONTEXT = "org.apache.camel:context=caravana,name=\\\"caravana\\\",type=context";

    private static WatchedMain watched;

    @BeforeAll
    static void start(@TempDir Path data) throws Exception {
        watched = new WatchedMain(data, 0);
    }

    @AfterAll
    static void stop() {
        watched.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/observe/health",
                "/observe/metrics",
                "/jolokia/version",
                "/hawtio/",
                "/hawtio/camel",
                "/hawtio/user",
                "/hawtio/plugin",
                "/hawtio/hawtconfig.json"
            })
    void everyPathAsksForTheLogin(String path) throws Exception {
        assertThat(watched.get(path, null).statusCode()).isEqualTo(401);
        assertThat(watched.get(path, "wrong").statusCode()).isEqualTo(401);
        assertThat(watched.get(path, WatchedMain.PASSWORD).statusCode()).isEqualTo(200);
    }

    @Test
    void evenWhatIsNotThereAsksForTheLogin() throws Exception {
        assertThat(watched.get("/", null).statusCode()).isEqualTo(401);
        assertThat(watched.get("/nothing/here", null).statusCode()).isEqualTo(401);
    }

    @Test
    void healthIsUp() throws Exception {
        assertThat(watched.get("/observe/health", WatchedMain.PASSWORD).body()).contains("\"status\":\"UP\"");
    }

    @Test
    void metricsCountTheRoutesExchanges() throws Exception {
        assertThat(watched.get("/observe/metrics", WatchedMain.PASSWORD).body())
                .contains("camel_exchanges_total", "jvm_memory_used_bytes");
    }

    @Test
    void theConsolesOwnPathsAllLeadToItsPage() throws Exception {
        assertThat(watched.get("/hawtio", WatchedMain.PASSWORD).headers().firstValue("location"))
                .contains("/hawtio/");
        assertThat(watched.get("/hawtio/camel/routeDiagram", WatchedMain.PASSWORD)
                        .body())
                .contains("<div id=\"root\">");
    }

    @Test
    void jolokiaGivesTheRoutesAsTheDiagramNeedsThem() throws Exception {
        assertThat(exec(CONTEXT, "dumpRoutesAsXml()")).contains("\"status\":200", "copy-off-site");
    }

    @ParameterizedTest
    @ValueSource(strings = {"stop()", "suspend()", "sendBody(java.lang.String,java.lang.Object)"})
    void jolokiaChangesNothingInCamel(String operation) throws Exception {
        assertThat(exec(CONTEXT, operation)).contains("\"status\":403");
        assertThat(watched.main.getCamelContext().isStarted()).isTrue();
    }

    @Test
    void jolokiaRunsAndCancelsNoJob() throws Exception {
        assertThat(exec("org.caravana:type=Jobs", "run")).contains("\"status\":403");
        assertThat(exec("org.caravana:type=Jobs", "cancel")).contains("\"status\":403");
    }

    @Test
    void jolokiaRunsNoCommandOfTheVirtualMachine() throws Exception {
        assertThat(exec("com.sun.management:type=DiagnosticCommand", "vmVersion"))
                .contains("\"status\":403");
        assertThat(watched.post(
                                "/jolokia",
                                "{\"type\":\"write\",\"mbean\":\"java.lang:type=Memory\",\"attribute\":\"Verbose\",\"value\":true}")
                        .body())
                .contains("\"status\":403");
    }

    @Test
    void jolokiaKeepsSystemPropertiesToItself() throws Exception {
        System.setProperty("canary", "canary-in-a-property");
        for (String attribute : new String[] {",\"attribute\":\"SystemProperties\"", ""}) {
            String body = "{\"type\":\"read\",\"mbean\":\"java.lang:type=Runtime\"" + attribute + "}";
            assertThat(watched.post("/jolokia", body).body()).doesNotContain("canary-in-a-property");
        }
        String pattern = "{\"type\":\"read\",\"mbean\":\"java.lang:*\"}";
        assertThat(watched.post("/jolokia", pattern).body()).doesNotContain("canary-in-a-property");
    }

    @Test
    void aPageOfAnotherSiteGetsNothing() throws Exception {
        assertThat(watched.post("/jolokia", "{\"type\":\"version\"}", "sec-fetch-site", "cross-site")
                        .statusCode())
                .isEqualTo(403);
        assertThat(watched.get("/hawtio/", WatchedMain.PASSWORD).headers().firstValue("content-security-policy"))
                .isPresent();
    }

    @Test
    void nothingListensOnAnotherAddress() throws Exception {
        for (NetworkInterface network : NetworkInterface.networkInterfaces().toList()) {
            for (InetAddress address : network.inetAddresses().toList()) {
                if (!address.isLoopbackAddress()) {
                    assertThatThrownBy(() -> connect(address)).isInstanceOf(IOException.class);
                }
            }
        }
    }

    @Test
    void aPasswordIsMadeOnceAndKeptFromOthers(@TempDir Path data) throws Exception {
        Settings.Web web = new Settings.Web("127.0.0.1", 0, "ti", Optional.empty());
        WebProperties.of(web, data, "token");
        String password = Files.readString(data.resolve("web-password"));
        WebProperties.of(web, data, "token");
        assertThat(password.strip()).hasSizeGreaterThanOrEqualTo(20);
        assertThat(Files.readString(data.resolve("web-password"))).isEqualTo(password);
        for (String file : new String[] {"web-password", "web-login"}) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data.resolve(file))))
                    .isEqualTo("rw-------");
        }
        assertThat(WebProperties.of(web, data, "token").toString()).doesNotContain(password.strip());
    }

    @Test
    void aPasswordThatTheLoginFileCannotHoldIsRefused(@TempDir Path data) {
        Settings.Web web = new Settings.Web("127.0.0.1", 0, "ti", Optional.of(new Secret("a,b")));
        assertThatThrownBy(() -> WebProperties.of(web, data, "token"))
                .isInstanceOf(UnusablePasswordException.class)
                .hasMessageContaining("HINT:")
                .hasMessageNotContaining("a,b");
    }

    private static String exec(String mbean, String operation) throws Exception {
        return watched.post(
                        "/jolokia",
                        "{\"type\":\"exec\",\"mbean\":\"" + mbean + "\",\"operation\":\"" + operation + "\"}")
                .body();
    }

    private static void connect(InetAddress address) throws IOException {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(address, watched.port()), 2000);
        }
    }
}
