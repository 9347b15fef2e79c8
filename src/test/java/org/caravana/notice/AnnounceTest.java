package org.caravana.notice;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.mail.Address;
import jakarta.mail.Message;
import jakarta.mail.internet.MimeMessage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.caravana.config.Settings;
import org.caravana.demo.MailServer;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AnnounceTest {
    private static final String URL = "jdbc:h2:mem:announce;DB_CLOSE_DELAY=-1";
    private static final String QUERY = "select u, f from (values ('maria', '10.0.0.7'), ('jose', null)) as t(u, f)";

    /** The office's clock stands at 19:00:03 on Monday; the next firing is Tuesday at 19:00. */
    private static final Duration TO_18_44 =
            Duration.ofHours(23).plusMinutes(43).plusSeconds(57);

    private static Settings.Database conan(String query) {
        return new Settings.Database(
                "conan", "h2", URL, Optional.empty(), Optional.empty(), Map.of("users-query", query));
    }

    private static PostOffice office(MailServer server, Settings.People people, String query) {
        return new PostOffice(
                Map.of("mail.server", server.url()), Optional.empty(), people, Map.of("conan", conan(query)));
    }

    @Test
    void itIsWrittenDownOnceFifteenMinutesBefore() {
        try (MailServer server = MailServer.start();
                PostOffice post = office(server, PostOffice.NOBODY, QUERY)) {
            post.pass(TO_18_44);
            assertThat(post.notices.announce()).isZero();
            post.pass(Duration.ofMinutes(1));
            assertThat(post.notices.announce()).isEqualTo(1);
            assertThat(post.notices.announce()).isZero();
            post.pass(Duration.ofMinutes(15));
            assertThat(post.notices.announce()).isZero();
        }
    }

    @Test
    void supportReadsWhoIsWorkingAndUsersReadThatItBegins() throws Exception {
        Settings.People people = new Settings.People(
                List.of("all@office.example"), Map.of("maria", "maria@office.example"), Optional.empty());
        try (Connection other = DriverManager.getConnection(URL);
                MailServer server = MailServer.start();
                PostOffice post = office(server, people, QUERY)) {
            announce(post);
            MimeMessage support = to(server, "ti@office.example").get(0);
            assertThat(support.getSubject()).isEqualTo("Backup inprev-nightly vai começar em 03/11/2026 19:00");
            assertThat(text(support)).contains("maria, 10.0.0.7", "jose");
            List<MimeMessage> users = server.messages().stream()
                    .filter(message -> message != support)
                    .toList();
            assertThat(users).hasSize(2);
            assertThat(text(users.get(0))).contains("vai começar em").doesNotContain("10.0.0.7", "jose");
            assertThat(users.get(0).getMessageID()).isNotEqualTo(support.getMessageID());
            assertThat(users.get(0).getHeader("Bcc")).isNull();
            assertThat(post.notices.due("mail")).isEmpty();
        }
    }

    @Test
    void aQueryThatFailsHoldsNothingUp() throws Exception {
        try (MailServer server = MailServer.start();
                PostOffice post = office(server, PostOffice.NOBODY, "select nonsense from nowhere")) {
            announce(post);
            assertThat(text(to(server, "ti@office.example").get(0))).contains("não se sabe", "NOWHERE");
        }
    }

    @Test
    void theDatabasesOwnListOfConnectionsIsAskedByDefault() throws Exception {
        Settings.Database plain =
                new Settings.Database("conan", "h2", URL, Optional.empty(), Optional.empty(), Map.of());
        try (Connection other = DriverManager.getConnection(URL, "", "");
                MailServer server = MailServer.start();
                PostOffice post = new PostOffice(
                        Map.of("mail.server", server.url()),
                        Optional.empty(),
                        PostOffice.NOBODY,
                        Map.of("conan", plain))) {
            announce(post);
            assertThat(text(to(server, "ti@office.example").get(0)))
                    .contains("Usuários em operação, conan:", "local")
                    .doesNotContain("não se sabe");
        }
    }

    @Test
    void aCommandGetsTheTextOnStandardInput(@TempDir Path folder) throws Exception {
        Assumptions.assumeTrue(Files.isExecutable(Path.of("/usr/bin/tee")));
        Path heard = folder.resolve("heard");
        Settings.People people = new Settings.People(List.of(), Map.of(), Optional.of("/usr/bin/tee " + heard));
        try (MailServer server = MailServer.start();
                PostOffice post = office(server, people, QUERY)) {
            announce(post);
            assertThat(heard).content().contains("vai começar em").doesNotContain("maria");
        }
    }

    private static void announce(PostOffice post) throws Exception {
        post.pass(TO_18_44.plusMinutes(1));
        post.notices.announce();
        post.sendDue("mail");
        post.pass(Duration.ofMinutes(6));
    }

    private static List<MimeMessage> to(MailServer server, String address) throws Exception {
        List<MimeMessage> found = new ArrayList<>();
        for (MimeMessage message : server.messages()) {
            Address[] to = message.getRecipients(Message.RecipientType.TO);
            if (to != null && to[0].toString().equals(address)) {
                found.add(message);
            }
        }
        return found;
    }

    private static String text(MimeMessage message) throws Exception {
        return (String)
                ((jakarta.mail.Multipart) message.getContent()).getBodyPart(0).getContent();
    }
}
