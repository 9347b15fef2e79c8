package org.caravana.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import javax.management.MBeanAttributeInfo;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.caravana.CaravanaException;
import org.caravana.config.Settings;
import org.caravana.demo.SftpServer;
import org.caravana.repository.Sha256;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SftpFaultsTest {
    private static final int FULL = 5_000_000;

    @TempDir
    Path scratch;

    @Test
    void aWrongPasswordIsRefusedAndItsWordsHoldNoSecret() throws Exception {
        try (SftpServer server = server();
                TargetContext routes =
                        new TargetContext(Targets.sftp("annex", server, scratch, "!password", "wrong-canary"))) {
            CaravanaException failure = explained(catchThrowable(() -> routes.list("annex", "")));

            assertThat(failure)
                    .isInstanceOf(RefusedException.class)
                    .hasMessageContaining("target annex: the server refused the login")
                    .hasMessageContaining("HINT: check target.annex.user");
            assertThat(words(failure)).doesNotContain("canary");
        }
    }

    @Test
    void aLoginThatTheLineCutsOffIsNoRefusal() throws Exception {
        try (SftpServer server = server();
                FaultyLine line = FaultyLine.to(server.port())) {
            Settings.Target target = Targets.sftp("annex", server, scratch, "port", "" + line.port());
            Path known = scratch.resolve("annex.known_hosts");
            Files.writeString(known, Files.readString(known).replace(":" + server.port(), ":" + line.port()));
            try (TargetContext routes = new TargetContext(target)) {
                routes.list("annex", "");
            }
            long whole = line.sent();
            Set<String> told = new TreeSet<>();
            for (int part = 12; part < 32; part++) {
                try (TargetContext routes = new TargetContext(target)) {
                    line.cutAfter(whole * part / 32);
                    told.add(explained(catchThrowable(() -> routes.list("annex", "")))
                            .getMessage());
                    line.heal();
                }
            }
            assertThat(told)
                    .anyMatch(words -> words.contains("the line broke while we logged in"))
                    .noneMatch(words -> words.contains("refused"));
        }
    }

    @Test
    void anUnknownHostKeyIsRefused() throws Exception {
        try (SftpServer server = server();
                TargetContext routes = new TargetContext(Targets.sftp("annex", server, scratch))) {
            Files.writeString(scratch.resolve("annex.known_hosts"), "");

            Throwable failure = catchThrowable(() -> put(routes, someFile()));

            assertThat(explained(failure))
                    .isInstanceOf(RefusedException.class)
                    .hasMessageContaining("the server's host key is not known");
            assertThat(Office.filesBelow(scratch.resolve("served"))).isEmpty();
        }
    }

    @Test
    void aChangedHostKeyIsRefused() throws Exception {
        try (SftpServer server = server();
                SftpServer other = server();
                TargetContext routes = new TargetContext(Targets.sftp("annex", server, scratch))) {
            Path known = scratch.resolve("annex.known_hosts");
            String otherKey = Files.readString(other.writeKnownHosts(scratch.resolve("other")));
            Files.writeString(known, otherKey.replace(":" + other.port(), ":" + server.port()));

            assertThat(explained(catchThrowable(() -> routes.list("annex", ""))))
                    .isInstanceOf(RefusedException.class)
                    .hasMessageContaining("not the one in known_hosts");
        }
    }

    @Test
    void aServerThatIsAwayMayComeBack() throws Exception {
        SftpServer server = server();
        Settings.Target target = Targets.sftp("annex", server, scratch);
        server.close();
        try (TargetContext routes = new TargetContext(target)) {
            assertThat(explained(catchThrowable(() -> put(routes, someFile()))))
                    .isInstanceOf(PlaceException.class)
                    .hasMessageContaining("nothing answers at its address");
        }
    }

    @Test
    void afterAnInterruptedSendTheNextOneReplacesWhatIsLeft() throws Exception {
        try (SftpServer server = server();
                TargetContext routes = new TargetContext(Targets.sftp("annex", server, scratch))) {
            Path left = Files.createDirectories(scratch.resolve("served/caravana/p"))
                    .resolve("pack.part");
            Files.write(left, new byte[FULL * 2]);
            Path file = someFile();

            put(routes, file);

            assertThat(left).doesNotExist();
            assertThat(scratch.resolve("served/caravana/p/pack")).hasSameBinaryContentAs(file);
        }
    }

    @Test
    void noSecretIsSeenOverJmx() throws Exception {
        try (SftpServer server = server();
                TargetContext routes = new TargetContext(
                        Targets.sftp("annex", server, scratch, "key-file", "/nowhere", "!password", "canary-4711"))) {
            catchThrowable(() -> routes.list("annex", ""));

            assertThat(everythingOverJmx(routes.camel().getManagementName()))
                    .contains("sftp")
                    .doesNotContain("canary-4711");
        }
    }

    private SftpServer server() throws IOException {
        return SftpServer.start(scratch.resolve("served"), "caravana", "secret");
    }

    private Path someFile() throws IOException {
        byte[] bytes = new byte[FULL * 2];
        new Random(1).nextBytes(bytes);
        return Files.write(scratch.resolve("file"), bytes);
    }

    private static void put(TargetContext routes, Path file) throws Exception {
        routes.put("annex", "p/pack", file, Sha256.hex(file));
    }

    private static CaravanaException explained(Throwable failure) {
        return new Failures().explain("annex", failure);
    }

    private static String words(Throwable failure) {
        StringBuilder words = new StringBuilder();
        for (Throwable t = failure; t != null; t = t.getCause()) {
            words.append(t).append('\n');
        }
        return words.toString();
    }

    private static String everythingOverJmx(String context) throws Exception {
        MBeanServer server = ManagementFactory.getPlatformMBeanServer();
        StringBuilder all = new StringBuilder();
        for (ObjectName name : server.queryNames(new ObjectName("org.apache.camel:context=" + context + ",*"), null)) {
            all.append(name).append('\n');
            for (MBeanAttributeInfo attribute : server.getMBeanInfo(name).getAttributes()) {
                all.append(attribute.getName()).append('=');
                all.append(value(server, name, attribute.getName())).append('\n');
            }
            for (var operation : server.getMBeanInfo(name).getOperations()) {
                if (operation.getName().startsWith("dump") && operation.getSignature().length == 0) {
                    all.append(dump(server, name, operation.getName()));
                }
            }
        }
        return all.toString();
    }

    private static Object dump(MBeanServer server, ObjectName name, String operation) {
        try {
            return server.invoke(name, operation, new Object[0], new String[0]);
        } catch (Exception e) {
            // some dumps need libraries that are not there
            return e;
        }
    }

    private static Object value(MBeanServer server, ObjectName name, String attribute) {
        try {
            return server.getAttribute(name, attribute);
        } catch (Exception e) {
            return e;
        }
    }
}
