package org.caravana.notice;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.mail.internet.MimeMessage;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.caravana.config.Settings;
import org.caravana.demo.MailServer;
import org.caravana.job.Captured;
import org.caravana.job.Copy;
import org.caravana.job.Job;
import org.caravana.job.JobState;
import org.caravana.job.SourceSize;
import org.caravana.job.VerificationLevel;
import org.caravana.plan.Schedule;
import org.junit.jupiter.api.Test;

/** The clock begins on the evening of 2 November 2026. */
class DigestTest {
    private static final Settings.People MONTHLY = new Settings.People(
            List.of(), Map.of(), Optional.empty(), Optional.of(new Schedule("0 0 8 1 * ?", Samples.ZONE)));
    private static final long MIB = 1 << 20;

    private static PostOffice office(String server) {
        return new PostOffice(Map.of("mail.server", server), Optional.empty(), MONTHLY, Map.of());
    }

    private static Job night(PostOffice post, long size) {
        Job job = post.begun();
        String backup = "202611%02dT220003Z".formatted(job.id() + 1);
        post.jobs.captured(
                job, new Captured(backup, true, "1 artifact", List.of(new SourceSize("conan", size, size / 10))));
        for (Copy copy : post.jobs.takeDueCopies()) {
            post.copies.begin(copy);
            post.copies.verified(copy, VerificationLevel.HASHED, 3, 1000);
        }
        post.jobs.settle(job);
        return post.jobs.get(job.id());
    }

    @Test
    void aMonthIsToldOnceWhenItsScheduleHasFired() throws Exception {
        try (MailServer server = MailServer.start();
                PostOffice post = office(server.url())) {
            night(post, 100 * MIB);
            post.pass(Duration.ofDays(1));
            night(post, 110 * MIB);
            post.pass(Duration.ofDays(1));
            post.jobs.discarded(2, "inprev-nightly", "2026-10", "annex", 7);
            post.jobs.fail(post.begun(), new IllegalStateException("pg_dump: no such role"));
            post.local = List.of("20261103T220003Z", "20261102T220003Z");
            assertThat(post.notices.digest()).isZero();

            post.pass(Duration.ofDays(26).plusHours(13));
            assertThat(post.notices.digest()).isEqualTo(1);
            assertThat(post.notices.digest()).isZero();
            post.sendDue("mail");
            MimeMessage mail = server.messages().get(server.messages().size() - 1);
            assertThat(mail.getSubject()).isEqualTo("Backups de novembro de 2026: 2 de 3 execuções concluídas");
            assertThat(mail.getMessageID()).matches("<digest\\.20261101T030000Z@.+>");
            assertThat(text(mail))
                    .contains("- CONCLUÍDO: 2", "- FALHOU: 1", "pg_dump: no such role")
                    .contains("de 100,0 MiB para 110,0 MiB (+10,0 %)")
                    .contains("- annex (SFTP): de 02/11/2026 19:00 até 03/11/2026 19:00")
                    .contains("cópias conferidas no mês: 2 (todo o conteúdo)")
                    .contains("- repositório local: de 02/11/2026 19:00 até 03/11/2026 19:00")
                    .contains("- 2026-10 em annex, 04/11/2026 19:00")
                    .contains("Próximas execuções até o fim do mês: 27, a primeira em 01/12/2026 19:00");
        }
    }

    @Test
    void monthsThatTheServiceSleptThroughAreMadeUpFor() {
        try (PostOffice post = office("smtp://127.0.0.1:1")) {
            night(post, MIB);
            post.pass(Duration.ofDays(70));
            assertThat(post.notices.digest()).isEqualTo(2);
        }
    }

    @Test
    void aNewInstallationHasNoMonthToTellOf() {
        try (PostOffice post = office("smtp://127.0.0.1:1")) {
            night(post, MIB);
            assertThat(post.notices.digest()).isZero();
        }
    }

    @Test
    void offMeansNever() {
        try (PostOffice post = new PostOffice(Map.of(), Optional.empty())) {
            night(post, MIB);
            post.pass(Duration.ofDays(60));
            assertThat(post.notices.digest()).isZero();
        }
    }

    @Test
    void theReportIsOnTheMonthWhateverTheDayItIsSent() {
        try (PostOffice post = office("smtp://127.0.0.1:1")) {
            night(post, MIB);
            post.pass(Duration.ofDays(60));
            Digest digest = post.months.digest(java.time.Instant.parse("2026-11-01T03:00:00Z"));
            assertThat(digest.month()).hasToString("2026-11");
            assertThat(digest.plans().get(0).states()).isEqualTo(Map.of(JobState.COMPLETED, 1L));
            assertThat(digest.plans().get(0).next()).isEmpty();
        }
    }

    private static String text(MimeMessage message) throws Exception {
        return (String)
                ((jakarta.mail.Multipart) message.getContent()).getBodyPart(0).getContent();
    }
}
