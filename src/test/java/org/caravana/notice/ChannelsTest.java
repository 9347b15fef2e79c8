package org.caravana.notice;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.caravana.demo.MailServer;
import org.caravana.job.Job;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The channels that docs/notices.md adds are tried as they stand there. */
class ChannelsTest {
    private static final Duration TEN_MINUTES = Duration.ofMinutes(10);

    @TempDir
    Path folder;

    @Test
    void theWebhookOfTheDocumentationGetsEveryNoticeBesideTheMail() throws Exception {
        try (Webhook hook = new Webhook(204);
                MailServer server = MailServer.start();
                PostOffice post = office(server, "send-webhook", Map.of("notice.webhook", hook.url()))) {
            post.begun();
            post.sendDue("mail, webhook");
            assertThat(server.messages()).hasSize(1);
            assertThat(hook.received)
                    .singleElement()
                    .asString()
                    .startsWith("POST /" + Webhook.TOKEN + " Backup inprev-nightly iniciado");
            post.pass(TEN_MINUTES);
            assertThat(post.notices.due("mail,webhook")).isEmpty();
        }
    }

    @Test
    void theTelegramBotOfTheDocumentationGetsJson() throws Exception {
        try (Webhook hook = new Webhook(200);
                MailServer server = MailServer.start();
                PostOffice post = telegram(server, hook)) {
            post.completed();
            post.sendDue("telegram");
            assertThat(hook.received).hasSize(2);
            String body = hook.received.get(1);
            JsonNode json = new ObjectMapper().readTree(body.substring(body.indexOf('{')));
            assertThat(json.path("chat_id").asText()).isEqualTo("-100");
            assertThat(json.path("text").asText())
                    .startsWith("Backup inprev-nightly: CONCLUÍDO")
                    .contains("\n- annex (SFTP): conferido");
        }
    }

    @Test
    void theBotsTokenIsNowhereToBeSeen() throws Exception {
        try (Webhook hook = new Webhook(403);
                MailServer server = MailServer.start();
                PostOffice post = telegram(server, hook)) {
            Job job = post.begun();
            post.sendDue("telegram");
            assertThat(post.jobs.events(job.id()).toString())
                    .contains("Telegram answered 403")
                    .doesNotContain(Webhook.TOKEN);
            assertThat(Jmx.everything()).contains("telegram").doesNotContain(Webhook.TOKEN);
        }
    }

    @Test
    void oneChannelsTroubleDoesNotRepeatTheOther() throws Exception {
        try (Webhook hook = new Webhook(503);
                MailServer server = MailServer.start();
                PostOffice post = office(server, "send-webhook", Map.of("notice.webhook", hook.url()))) {
            post.begun();
            for (int i = 0; i < 3; i++) {
                post.sendDue("webhook,mail");
                post.pass(TEN_MINUTES);
            }
            assertThat(server.messages()).hasSize(1);
            assertThat(hook.received).hasSize(3);
        }
    }

    @Test
    void aChannelWithoutARouteIsSaidAndHoldsNothingUp() throws Exception {
        try (MailServer server = MailServer.start();
                PostOffice post = new PostOffice(Map.of("mail.server", server.url()), Optional.empty())) {
            Job job = post.begun();
            post.sendDue("mail,pigeon");
            assertThat(server.messages()).hasSize(1);
            assertThat(post.jobs.events(job.id()).toString()).contains("send-pigeon");
        }
    }

    @Test
    @Timeout(60)
    void theTimersRouteSendsWhatIsDue() {
        try (MailServer server = MailServer.start();
                PostOffice post = new PostOffice(
                        Map.of("mail.server", server.url(), "notice.every", "50"),
                        Optional.empty(),
                        "routes/notices/send-notices.camel.yaml",
                        "routes/notices/send-due-notices.camel.yaml")) {
            post.begun();
            assertThat(server.await(1, Duration.ofSeconds(30))).isTrue();
        }
    }

    private PostOffice telegram(MailServer server, Webhook hook) throws IOException {
        return office(server, "send-telegram", Map.of("notice.telegram", hook.url(), "notice.telegram-chat", "-100"));
    }

    private PostOffice office(MailServer server, String channel, Map<String, String> settings) throws IOException {
        Path route = Files.writeString(folder.resolve(channel + ".camel.yaml"), example(channel));
        Map<String, String> all = new HashMap<>(settings);
        all.put("mail.server", server.url());
        return new PostOffice(all, Optional.empty(), route.toString());
    }

    private static String example(String id) throws IOException {
        Matcher matcher = Pattern.compile("```yaml\\n(- route:\\n    id: " + id + "\\n.*?)```", Pattern.DOTALL)
                .matcher(Files.readString(Path.of("docs/notices.md")));
        assertThat(matcher.find()).as("example of " + id).isTrue();
        return matcher.group(1);
    }
}
