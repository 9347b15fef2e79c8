package org.caravana.notice;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.mail.BodyPart;
import jakarta.mail.Multipart;
import jakarta.mail.internet.MimeMessage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.Endpoint;
import org.caravana.config.Settings;
import org.caravana.demo.MailServer;
import org.caravana.job.ClockDifferences;
import org.caravana.job.Event;
import org.caravana.job.Job;
import org.caravana.job.JobState;
import org.junit.jupiter.api.Test;

class MailRoutesTest {
    private static final Duration TEN_MINUTES = Duration.ofMinutes(10);

    @Test
    void aNightIsToldTwiceInPlainTextAndInHtml() throws Exception {
        try (MailServer server = MailServer.start();
                PostOffice post = office(server.url())) {
            post.completed();
            post.sendDue("mail");
            post.pass(TEN_MINUTES);
            post.sendDue("mail");
            assertThat(subjects(server))
                    .containsExactly(
                            "Backup inprev-nightly iniciado em 02/11/2026 19:00",
                            "Backup inprev-nightly: CONCLUÍDO (02/11/2026 19:00)");
            MimeMessage outcome = server.messages().get(1);
            assertThat(outcome.getFrom()[0]).hasToString("caravana@office.example");
            assertThat(outcome.getAllRecipients()[0]).hasToString("ti@office.example");
            Multipart parts = (Multipart) outcome.getContent();
            assertThat(parts.getContentType()).startsWith("multipart/alternative");
            assertThat(part(parts, "text/plain"))
                    .contains("Backup de tudo até 02/11/2026 19:00, conferido em todos os destinos: annex, cloud.")
                    .contains("Próxima execução: 03/11/2026 19:00");
            assertThat(part(parts, "text/html")).contains("<h1>inprev-nightly: CONCLUÍDO</h1>");
        }
    }

    @Test
    void clocksThatDifferAreToldByAMailOfTheirOwnWhenThatOfTheOutcomeIsOnItsWay() throws Exception {
        try (MailServer server = MailServer.start();
                PostOffice post = office(server.url())) {
            Job job = post.completed();
            post.sendDue("mail");

            post.jobs.clocksDiffer(
                    job.id(),
                    new ClockDifferences(Map.of("annex", Duration.ofHours(-3))),
                    new IllegalStateException("the clock of annex is 3 h behind"));
            post.sendDue("mail");
            post.pass(TEN_MINUTES);
            post.sendDue("mail");

            assertThat(subjects(server))
                    .hasSize(3)
                    .last()
                    .isEqualTo("Relógios divergentes: backups antigos de inprev-nightly não são descartados");
            assertThat(part((Multipart) server.messages().get(2).getContent(), "text/plain"))
                    .contains("- o relógio de annex está 3 h 00 min atrasado em relação ao desta máquina");
            assertThat(post.jobs.events(job.id()))
                    .extracting(Event::message)
                    .contains("the clock of annex is 3 h behind");
        }
    }

    @Test
    void theMessageIdIsTheCataloguesOwn() throws Exception {
        try (MailServer server = MailServer.start();
                PostOffice post = office(server.url())) {
            post.begun();
            Delivery due = post.notices.due("mail").get(0);
            post.main.getCamelTemplate().sendBody("direct:send-notice", due);
            assertThat(server.messages().get(0).getMessageID()).isEqualTo(due.messageId());
            assertThat(server.messages().get(0).getHeader("Auto-Submitted")).containsExactly("auto-generated");
        }
    }

    @Test
    void aServerThatIsBackWithinTheHourGetsTheNoticeOnce() throws Exception {
        int port = deadPort();
        try (PostOffice post = office("smtp://127.0.0.1:" + port)) {
            Job job = post.begun();
            post.sendDue("mail");
            assertThat(post.jobs.get(job.id()).state()).isEqualTo(JobState.RUNNING);
            post.pass(Duration.ofMinutes(9));
            assertThat(post.notices.due("mail")).isEmpty();
            post.pass(Duration.ofMinutes(1));
            try (MailServer back = MailServer.start(port)) {
                post.sendDue("mail");
                post.pass(TEN_MINUTES);
                post.sendDue("mail");
                assertThat(subjects(back)).hasSize(1);
            }
        }
    }

    @Test
    void aServerThatStaysDeadIsGivenUpAfterAnHourWithAnEvent() throws Exception {
        try (PostOffice post = office("smtp://127.0.0.1:" + deadPort())) {
            Job job = post.begun();
            for (int i = 0; i < 12; i++) {
                post.sendDue("mail");
                post.pass(TEN_MINUTES);
            }
            List<String> events =
                    post.jobs.events(job.id()).stream().map(Event::message).toList();
            assertThat(events).filteredOn(e -> e.contains("could not be sent")).hasSize(6);
            assertThat(events).filteredOn(e -> e.contains("was given up")).hasSize(1);
            assertThat(post.jobs.get(job.id()).state()).isEqualTo(JobState.RUNNING);
        }
    }

    @Test
    void withoutAMailServerTheNoticeIsLoggedAndDone() throws Exception {
        try (PostOffice post = new PostOffice(Map.of(), Optional.empty())) {
            Job job = post.begun();
            post.sendDue("mail");
            post.pass(TEN_MINUTES);
            assertThat(post.notices.due("mail")).isEmpty();
            assertThat(post.jobs.events(job.id())).noneMatch(e -> e.message().contains("notice"));
        }
    }

    @Test
    void theLoginIsUsedAndThePasswordIsNowhereToBeSeen() throws Exception {
        try (MailServer server = MailServer.start("caravana", PostOffice.PASSWORD);
                PostOffice post = new PostOffice(Map.of("mail.server", server.url()), Optional.of("caravana"))) {
            post.begun();
            post.sendDue("mail");
            assertThat(subjects(server)).hasSize(1);
            assertThat(post.main.getCamelContext().getEndpoints())
                    .extracting(Endpoint::getEndpointUri)
                    .noneMatch(uri -> uri.contains(PostOffice.PASSWORD));
            assertThat(Jmx.everything()).contains("smtp:").doesNotContain(PostOffice.PASSWORD);
        }
    }

    @Test
    void aWrongLoginIsRetriedAndSaidWithoutThePassword() throws Exception {
        try (MailServer server = MailServer.start("caravana", "another");
                PostOffice post = new PostOffice(Map.of("mail.server", server.url()), Optional.of("caravana"))) {
            Job job = post.begun();
            post.sendDue("mail");
            assertThat(server.messages()).isEmpty();
            assertThat(post.jobs.events(job.id()).toString())
                    .contains("could not be sent")
                    .doesNotContain(PostOffice.PASSWORD);
        }
    }

    @Test
    void aPasswordForAServerElsewhereNeedsStartTls() {
        assertThat(startTlsRequired("smtp://smtp.office365.com:587", Optional.of("ti")))
                .isEqualTo("true");
        assertThat(startTlsRequired("smtp://relay.office.example:25", Optional.empty()))
                .isEqualTo("false");
        assertThat(startTlsRequired("smtp://localhost:25", Optional.of("ti"))).isEqualTo("false");
    }

    private static String startTlsRequired(String server, Optional<String> user) {
        Settings.Mail mail =
                new Settings.Mail(Optional.of(server), user, Optional.empty(), "a@office.example", List.of());
        return MailAccount.properties(mail).getProperty("mail.smtp.starttls.required");
    }

    private static PostOffice office(String server) {
        return new PostOffice(Map.of("mail.server", server), Optional.empty());
    }

    private static int deadPort() {
        try (MailServer server = MailServer.start()) {
            return server.port();
        }
    }

    private static String part(Multipart parts, String type) throws Exception {
        for (int i = 0; i < parts.getCount(); i++) {
            BodyPart part = parts.getBodyPart(i);
            if (part.isMimeType(type)) {
                return (String) part.getContent();
            }
        }
        throw new AssertionError("no part " + type);
    }

    private static List<String> subjects(MailServer server) throws Exception {
        List<String> subjects = new ArrayList<>();
        for (MimeMessage message : server.messages()) {
            subjects.add(message.getSubject());
        }
        return subjects;
    }
}
