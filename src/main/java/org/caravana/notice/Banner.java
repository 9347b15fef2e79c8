package org.caravana.notice;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.caravana.config.Settings;
import org.caravana.job.Job;
import org.caravana.job.JobState;
import org.caravana.job.Jobs;

/** What another system can show its users: the backups that begin soon or are running; empty while there are none. */
public final class Banner {
    private static final int NEWEST = 20;
    private static final Locale PORTUGUESE = Locale.forLanguageTag("pt-BR");

    private final Settings settings;
    private final Jobs jobs;
    private final Announcements announcements;

    public Banner(Settings settings, Jobs jobs, Announcements announcements) {
        this.settings = settings;
        this.jobs = jobs;
        this.announcements = announcements;
    }

    /** @param type the content's media type */
    public record Page(String type, String body) {}

    /** @param at when it will begin or began; @param completeBy empty for one that has not begun */
    public record Line(String plan, boolean running, Instant at, Optional<Instant> completeBy) {}

    /**
     * The banner in the form and language that the reader asks for.
     *
     * @param accept the header; JSON where it names {@code application/json} and no HTML, else HTML
     * @param languages the header; Portuguese or English, else the office's language
     */
    public Page page(String accept, String languages) {
        boolean json = accept != null && accept.contains("application/json") && !accept.contains("text/html");
        Words words = new Words(language(languages), settings.zone());
        return json
                ? new Page("application/json; charset=UTF-8", json(words))
                : new Page("text/html; charset=UTF-8", new Templates(words).page("banner", Map.of("lines", lines())));
    }

    private Locale language(String languages) {
        try {
            return Optional.ofNullable(languages)
                    .map(Locale.LanguageRange::parse)
                    .map(ranges ->
                            Locale.lookup(ranges, List.of(PORTUGUESE, Locale.forLanguageTag("pt"), Locale.ENGLISH)))
                    .orElse(settings.language());
        } catch (IllegalArgumentException e) {
            return settings.language();
        }
    }

    private List<Line> lines() {
        java.util.stream.Stream<Line> running = jobs.list(Optional.empty(), NEWEST).stream()
                .filter(job -> job.state() == JobState.RUNNING)
                .map(Banner::running);
        java.util.stream.Stream<Line> soon = announcements.upcoming().stream()
                .map(next -> new Line(next.plan(), false, next.scheduled(), Optional.empty()));
        return java.util.stream.Stream.concat(running, soon).toList();
    }

    private static Line running(Job job) {
        return new Line(job.plan(), true, job.startedAt().orElse(job.scheduled()), Optional.of(job.completeBy()));
    }

    private String json(Words words) {
        ZoneId zone = settings.zone();
        ObjectNode page = new ObjectMapper().createObjectNode();
        ArrayNode lines = page.putArray("backups");
        for (Line line : lines()) {
            ObjectNode member = lines.addObject();
            member.put("plan", line.plan());
            member.put("state", line.running() ? "RUNNING" : "UPCOMING");
            member.put(
                    line.running() ? "started" : "scheduled",
                    line.at().atZone(zone).toOffsetDateTime().toString());
            line.completeBy()
                    .ifPresent(by -> member.put(
                            "completeBy", by.atZone(zone).toOffsetDateTime().toString()));
            member.put(
                    "text",
                    words.say(
                            line.running() ? "start.lead" : "announce.lead",
                            List.of(line.plan(), words.time(line.at()))));
        }
        return page + "\n";
    }
}
