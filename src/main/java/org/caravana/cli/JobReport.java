package org.caravana.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.caravana.job.JobState;

/**
 * A job with its copies and events, as it is shown and as it travels over loopback; {@code docs/command-line.md}
 * describes its JSON. Times and texts that are not there are {@code null}.
 */
public record JobReport(
        long id,
        String plan,
        Instant scheduled,
        String origin,
        String state,
        String reason,
        Instant startedAt,
        Instant endedAt,
        String backup,
        List<CopyReport> copies,
        List<EventReport> events) {

    /** @param message the last failure's words, or what was sent */
    public record CopyReport(String target, String state, String level, String message) {
        Map<String, Object> members() {
            return Json.object("target", target, "state", state, "level", level, "message", message);
        }
    }

    /** @param target {@code null} if it is about the job itself */
    public record EventReport(Instant at, String target, String state, String message) {
        Map<String, Object> members() {
            return Json.object("at", at, "target", target, "state", state, "message", message);
        }
    }

    /** Whether it will change no more. */
    public boolean ended() {
        return JobState.valueOf(state).isFinal();
    }

    /** What its JSON holds; for {@link Json#write}. */
    public Map<String, Object> members() {
        Map<String, Object> members = new LinkedHashMap<>(Json.object(
                "id", id, "plan", plan, "scheduled", scheduled, "origin", origin, "state", state, "reason", reason));
        members.putAll(Json.object("startedAt", startedAt, "endedAt", endedAt, "backup", backup));
        members.put("copies", copies.stream().map(CopyReport::members).toList());
        members.put("events", events.stream().map(EventReport::members).toList());
        return members;
    }

    static JobReport parse(JsonNode node) {
        return new JobReport(
                node.path("id").asLong(),
                text(node, "plan"),
                time(node, "scheduled"),
                text(node, "origin"),
                text(node, "state"),
                text(node, "reason"),
                time(node, "startedAt"),
                time(node, "endedAt"),
                text(node, "backup"),
                list(
                        node.path("copies"),
                        c -> new CopyReport(text(c, "target"), text(c, "state"), text(c, "level"), text(c, "message"))),
                list(
                        node.path("events"),
                        e -> new EventReport(time(e, "at"), text(e, "target"), text(e, "state"), text(e, "message"))));
    }

    static <T> List<T> list(JsonNode array, Function<JsonNode, T> each) {
        List<T> items = new ArrayList<>();
        array.forEach(node -> items.add(each.apply(node)));
        return List.copyOf(items);
    }

    private static String text(JsonNode node, String member) {
        return node.path(member).isValueNode() && !node.path(member).isNull()
                ? node.path(member).asText()
                : null;
    }

    private static Instant time(JsonNode node, String member) {
        String text = text(node, member);
        return text == null ? null : Instant.parse(text);
    }
}
