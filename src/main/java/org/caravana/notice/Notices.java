package org.caravana.notice;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.caravana.job.Notice;
import org.caravana.job.Outbox;

/**
 * The notices as the routes see them: what is due, in words, and what became of it.
 *
 * <p>A notice is sent when every channel took it. Which channels took it is kept in memory only: after a crash it may be
 * repeated, with the same Message-ID. Thread-safe.
 */
public final class Notices {
    private static final int AT_ONCE = 20;

    private final Outbox outbox;
    private final JobFacts facts;
    private final Letters letters;
    private final Map<Long, Set<String>> outstanding = new ConcurrentHashMap<>();

    public Notices(Outbox outbox, JobFacts facts, Letters letters) {
        this.outbox = outbox;
        this.facts = facts;
        this.letters = letters;
    }

    /** Takes the notices that are due, a delivery for each channel that did not take them yet. @param channels by commas */
    public List<Delivery> due(String channels) {
        List<String> all = Arrays.stream(channels.split(","))
                .map(String::strip)
                .filter(channel -> !channel.isEmpty())
                .toList();
        return outbox.dueNotices(AT_ONCE).stream()
                .flatMap(notice -> outstanding(notice, all).stream()
                        .sorted()
                        .map(channel -> new Delivery(notice, channel, Optional.empty())))
                .toList();
    }

    private Set<String> outstanding(Notice notice, List<String> all) {
        return outstanding.computeIfAbsent(notice.id(), id -> {
            Set<String> channels = ConcurrentHashMap.newKeySet();
            channels.addAll(all);
            return channels;
        });
    }

    /** Puts a delivery into words, from what the catalogue and the manifests say now. */
    public Delivery render(Delivery delivery) {
        Notice notice = delivery.notice();
        long job = notice.job().orElseThrow(() -> new IllegalStateException(notice.kind() + " without a job"));
        Letter letter =
                switch (notice.kind()) {
                    case START -> letters.of(facts.beginning(job));
                    case OUTCOME -> letters.of(facts.outcome(job));
                    case ANNOUNCE -> throw new IllegalStateException("no words for an announcement yet");
                };
        return new Delivery(notice, delivery.channel(), Optional.of(letter));
    }

    /** The channel took it; when it was the last one, the notice is sent. */
    public void sent(Delivery delivery) {
        Notice notice = delivery.notice();
        Set<String> channels = outstanding.getOrDefault(notice.id(), Set.of());
        channels.remove(delivery.channel());
        if (channels.isEmpty()) {
            outbox.sent(notice);
            outstanding.remove(notice.id());
        }
    }

    /** The channel did not take it: due again after a while; given up an hour after the first failure, with an event. */
    public void postpone(Delivery delivery, Duration every, Exception why) {
        outbox.retryNotice(delivery.notice(), every, why);
    }
}
