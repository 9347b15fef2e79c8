package org.caravana.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Talks to the service that holds the job catalogue, over loopback, with its token. */
final class LoopbackControl implements JobControl {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final LockFiles service;
    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(PATIENCE).build();
    private final ObjectMapper mapper = new ObjectMapper();

    private LoopbackControl(LockFiles service) {
        this.service = service;
    }

    /** @throws CatalogueHeldException if the holder cannot be talked to */
    static LoopbackControl connect(Path data) throws IOException {
        return new LoopbackControl(LockFiles.read(data));
    }

    @Override
    public JobReport run(String plan, boolean acceptChanged) throws IOException {
        return JobReport.parse(
                send(post("/control/run/" + encode(plan) + (acceptChanged ? "?acceptChanged=true" : ""))));
    }

    @Override
    public JobReport cancel(long id) throws IOException {
        return JobReport.parse(send(post("/control/cancel/" + id)));
    }

    @Override
    public List<JobReport> jobs(Optional<String> plan) throws IOException {
        String query = plan.map(p -> "?plan=" + encode(p)).orElse("");
        return JobReport.list(send(request("/control/jobs" + query)), JobReport::parse);
    }

    @Override
    public JobReport job(long id) throws IOException {
        return JobReport.parse(send(request("/control/jobs/" + id)));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + service.port() + path))
                .header("Authorization", ControlLogin.of(service.token()))
                .timeout(PATIENCE);
    }

    private HttpRequest.Builder post(String path) {
        return request(path).POST(BodyPublishers.noBody());
    }

    private JsonNode send(HttpRequest.Builder request) throws IOException {
        try {
            HttpResponse<String> response = client.send(request.build(), BodyHandlers.ofString());
            JsonNode answer = parse(response.body());
            if (response.statusCode() / 100 != 2) {
                throw refusal(response.statusCode(), answer);
            }
            return answer;
        } catch (IOException e) {
            throw new UnreachableException(
                    "the service on port " + service.port() + " does not answer: " + e,
                    "look at its log; it may be starting or stopping",
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UnreachableException("interrupted while waiting for the service", "try again", e);
        }
    }

    private JsonNode parse(String body) throws IOException {
        return body.isBlank() ? mapper.nullNode() : mapper.readTree(body);
    }

    private static RuntimeException refusal(int status, JsonNode answer) {
        String what = answer.path("error").asText("the service refused with status " + status);
        String hint = answer.path("hint").asText("look at its log");
        return switch (status) {
            case 404 -> new NotFoundException(what, hint);
            case 401, 403, 409 -> new CatalogueHeldException(what, hint);
            default -> new RefusedException(what, hint);
        };
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /** The service stays and tries again, so nothing is left to it. */
    @Override
    public JobReport leave(long id) throws IOException {
        return job(id);
    }

    /** What the service carries goes on without the command. */
    @Override
    public boolean carrying() {
        return false;
    }

    @Override
    public void close() {
        // the client holds nothing that has to be freed
    }
}
