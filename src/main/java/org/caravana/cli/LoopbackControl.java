package org.caravana.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import org.caravana.retention.RetentionReport;

/**
 * Talks to the service that holds the job catalogue, over loopback, with its token.
 *
 * <p>While the service starts or takes over edited settings it does not answer for some seconds, and may come back on
 * another port. What it has not heard is said again until then; so is a question, whatever became of it.
 */
final class LoopbackControl implements JobControl {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration PAUSE = Duration.ofMillis(250);
    private static final Set<Integer> UNHEARD = Set.of(404, 502, 503);

    private final Path data;
    private final Duration switching;
    private final ObjectMapper mapper = new ObjectMapper();

    private LoopbackControl(Path data, Duration switching) {
        this.data = data;
        this.switching = switching;
    }

    /**
     * @throws NotListeningException if the holder does not listen, or not yet
     * @throws CatalogueHeldException if it cannot be talked to
     */
    static LoopbackControl connect(Path data) throws IOException {
        return connect(data, PATIENCE);
    }

    /** @param switching how long a service that does not answer is asked again */
    static LoopbackControl connect(Path data, Duration switching) throws IOException {
        LockFiles.read(data);
        return new LoopbackControl(data, switching);
    }

    private long end() {
        return System.nanoTime() + switching.toNanos();
    }

    /** Waits for a holder that is starting. */
    private LockFiles holder(long end) throws IOException {
        while (true) {
            try {
                return LockFiles.read(data);
            } catch (NotListeningException e) {
                pauseUntil(end, e);
            }
        }
    }

    @Override
    public JobReport run(String plan, boolean acceptChanged, boolean readAll) throws IOException {
        String wishes = "?acceptChanged=" + acceptChanged + "&readAll=" + readAll;
        return JobReport.parse(send(LoopbackRequest.post("/control/run/" + encode(plan) + wishes)));
    }

    @Override
    public JobReport cancel(long id) throws IOException {
        return JobReport.parse(send(LoopbackRequest.post("/control/cancel/" + id)));
    }

    @Override
    public JobReport acceptSize(long id) throws IOException {
        return JobReport.parse(send(LoopbackRequest.post("/control/accept/" + id)));
    }

    @Override
    public List<JobReport> jobs(Optional<String> plan) throws IOException {
        String query = plan.map(p -> "?plan=" + encode(p)).orElse("");
        return JobReport.list(send(LoopbackRequest.get("/control/jobs" + query)), JobReport::parse);
    }

    @Override
    public JobReport job(long id) throws IOException {
        return JobReport.parse(send(LoopbackRequest.get("/control/jobs/" + id)));
    }

    @Override
    public List<RetentionReport> retention(String plan) throws IOException {
        return RetentionJson.parse(send(LoopbackRequest.get("/control/retention/" + encode(plan))));
    }

    private JsonNode send(LoopbackRequest said) throws IOException {
        long end = end();
        while (true) {
            LockFiles service = holder(end);
            try {
                return answer(said, said.send(service.port(), ControlLogin.of(service.token()), PATIENCE));
            } catch (ConnectException | NoAnswerException e) {
                pauseUntil(end, unreachable(service, e));
            } catch (IOException e) {
                if (!said.asks()) {
                    throw unreachable(service, e);
                }
                pauseUntil(end, unreachable(service, e));
            }
        }
    }

    private static void pauseUntil(long end, RuntimeException otherwise) {
        if (System.nanoTime() >= end) {
            throw otherwise;
        }
        LockSupport.parkNanos(PAUSE.toNanos());
    }

    private static UnreachableException unreachable(LockFiles service, IOException why) {
        return new UnreachableException(
                "the service on port " + service.port() + " does not answer: " + why,
                "look at its log; it may be starting or stopping",
                why);
    }

    /** What answered was the server's, not that of a route: the routes are being stopped or started. */
    private static final class NoAnswerException extends IOException {
        private static final long serialVersionUID = 1L;

        NoAnswerException(int status) {
            super("status " + status);
        }
    }

    private JsonNode answer(LoopbackRequest said, LoopbackRequest.Answer heard) throws IOException {
        JsonNode answer = parse(heard.body());
        if (!heard.good() && !answer.has("error") && unheard(said, heard.status())) {
            throw new NoAnswerException(heard.status());
        } else if (!heard.good()) {
            throw refusal(heard.status(), answer);
        }
        return answer;
    }

    private static boolean unheard(LoopbackRequest said, int status) {
        return UNHEARD.contains(status) || said.asks() && status / 100 == 5;
    }

    private JsonNode parse(String body) {
        try {
            return body.isBlank() ? mapper.nullNode() : mapper.readTree(body);
        } catch (JsonProcessingException e) {
            return mapper.nullNode();
        }
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
