package org.caravana.web;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Optional;
import org.apache.camel.main.Main;
import org.caravana.config.Secret;
import org.caravana.config.Settings;

/** A small Camel Main with the web server of the service, for tests and for a look with a browser. */
final class WatchedMain implements AutoCloseable {
    static final String PASSWORD = "canary-7f3a";

    final Main main = new Main();
    private final HttpClient client = HttpClient.newHttpClient();

    WatchedMain(Path data, int port) throws Exception {
        Settings.Web web = new Settings.Web("127.0.0.1", port, "ti", Optional.of(new Secret(PASSWORD)));
        WebProperties.of(web, data, "token").forEach(main::addInitialProperty);
        main.addInitialProperty("camel.main.name", "caravana");
        main.addInitialProperty("camel.main.routesIncludePattern", "classpath:org/caravana/web/sample.camel.yaml");
        main.start();
        HawtioConsole.install(main.getCamelContext());
    }

    URI uri(String path) {
        return URI.create("http://127.0.0.1:" + port() + path);
    }

    int port() {
        return Integer.parseInt(main.getCamelContext().resolvePropertyPlaceholders("{{camel.server.port}}"));
    }

    HttpResponse<String> get(String path, String password) throws Exception {
        return send(HttpRequest.newBuilder(uri(path)), password);
    }

    HttpResponse<String> post(String path, String body, String... headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri(path)).POST(HttpRequest.BodyPublishers.ofString(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return send(request, PASSWORD);
    }

    private HttpResponse<String> send(HttpRequest.Builder request, String password) throws Exception {
        if (password != null) {
            String login = "ti:" + password;
            request.header(
                    "Authorization",
                    "Basic " + Base64.getEncoder().encodeToString(login.getBytes(StandardCharsets.UTF_8)));
        }
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    @Override
    public void close() {
        main.stop();
    }

    public static void main(String[] arguments) throws Exception {
        WatchedMain watched = new WatchedMain(Path.of(arguments[0]), Integer.parseInt(arguments[1]));
        watched.main.run();
    }
}
