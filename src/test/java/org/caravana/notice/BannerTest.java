package org.caravana.notice;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.caravana.config.Secret;
import org.caravana.config.Settings;
import org.caravana.web.NoticePage;
import org.caravana.web.WebProperties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BannerTest {
    private static final Duration TO_18_45 =
            Duration.ofHours(23).plusMinutes(44).plusSeconds(57);

    @Test
    void itIsEmptyUntilABackupIsNear() {
        try (PostOffice post = new PostOffice(Map.of(), Optional.empty())) {
            assertThat(post.banner.page("application/json", null).body()).isEqualTo("{\"backups\":[]}\n");
            assertThat(post.banner.page(null, null).body()).doesNotContain("<p");
            post.pass(TO_18_45);
            assertThat(post.banner.page("application/json", "en").body())
                    .contains(
                            "\"state\":\"UPCOMING\"",
                            "\"scheduled\":\"2026-11-03T19:00-03:00\"",
                            "will begin at 2026-11-03 19:00");
            assertThat(post.banner.page("text/html", null).body()).contains("lang=\"pt-BR\"", "vai começar em");
        }
    }

    @Test
    void aRunningBackupIsShownUntilItHasEnded() {
        try (PostOffice post = new PostOffice(Map.of(), Optional.empty())) {
            org.caravana.job.Job job = post.begun();
            assertThat(post.banner.page("application/json", "pt-BR,en;q=0.5").body())
                    .contains("\"state\":\"RUNNING\"", "\"completeBy\":\"2026-11-04T19:00-03:00\"", "começou");
            assertThat(post.banner.page("text/html,*/*", "en-GB").body()).contains("lang=\"en\"", "began (RUNNING)");
            post.settled(job, "20261102T220003Z");
            assertThat(post.banner.page("application/json", null).body()).isEqualTo("{\"backups\":[]}\n");
        }
    }

    @Test
    void anUnknownOrBrokenLanguageIsTheOffices() {
        try (PostOffice post = new PostOffice(Map.of(), Optional.empty())) {
            for (String language : new String[] {"de", ";;;", "", "*"}) {
                assertThat(post.banner.page(null, language).body()).contains("<html lang=");
            }
            assertThat(post.banner.page(null, "de").body()).contains("lang=\"pt-BR\"");
        }
    }

    @Test
    void theServerShowsItWithoutALoginAndNothingElse(@TempDir Path data) throws Exception {
        Settings.Web web = new Settings.Web("127.0.0.1", 0, "ti", Optional.of(new Secret("canary")));
        Map<String, String> properties = new HashMap<>(WebProperties.of(web, data, "token"));
        try (PostOffice post = new PostOffice(properties, Optional.empty(), "routes/notices/banner.camel.yaml")) {
            NoticePage.install(post.main.getCamelContext());
            post.begun();
            String server = "http://127.0.0.1:" + properties.get("camel.server.port");
            HttpResponse<String> page = get(server + "/notice");
            assertThat(page.statusCode()).isEqualTo(200);
            assertThat(page.body()).contains("\"state\":\"RUNNING\"");
            assertThat(page.headers().firstValue("content-type"))
                    .hasValueSatisfying(t -> assertThat(t).startsWith("application/json"));
            assertThat(get(server + "/observe/health").statusCode()).isEqualTo(401);
            assertThat(get(server + "/notices").statusCode()).isEqualTo(401);
        }
    }

    private static HttpResponse<String> get(String url) throws Exception {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(url))
                                .header("Accept", "application/json")
                                .header("Sec-Fetch-Site", "cross-site")
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
    }
}
