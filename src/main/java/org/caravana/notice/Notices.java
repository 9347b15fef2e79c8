package org.caravana.notice;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.caravana.job.Notice;
import org.caravana.job.NoticeKind;
import org.caravana.job.Outbox;

/**
 * The notices as the routes see them: what is due, in words, and what became of it.
 *
 * <p>A notice is sent when every channel took it. Which channels took it is kept in memory only: after a crash it may be
 * repeated, with the same Message-ID. Thread-safe.
 */
public final class Notices {
    private static final int AT_ONCE = 20;
    private static final String ON_FAILURE = "on-failure";

    private final Outbox outbox;
    private final JobFacts facts;
    private final MonthFacts months;
    private final Letters letters;
    private final Announcements announcements;
    private final Predicate<Notice> commands;
    private final Map<Long, Set<String>> outstanding = new ConcurrentHashMap<>();

    /** @param commands whether an outcome is also told to a command of the plan's */
    public Notices(
            Outbox outbox,
            JobFacts facts,
            MonthFacts months,
            Letters letters,
            Announcements announcements,
            Predicate<Notice> commands) {
        this.announcements = announcements;
        this.commands = commands;
        this.outbox = outbox;
        this.facts = facts;
        this.months = months;
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
                        .map(channel -> new Delivery(notice, channel, Optional.empty(), Optional.empty())))
                .toList();
    }

    private Set<String> outstanding(Notice notice, List<String> all) {
        return outstanding.computeIfAbsent(notice.id(), id -> {
            Set<String> channels = ConcurrentHashMap.newKeySet();
            channels.addAll(all);
            if (notice.kind() == NoticeKind.ANNOUNCE) {
                channels.addAll(announcements.channels());
            }
            if (notice.kind() == NoticeKind.OUTCOME && commands.test(notice)) {
                channels.add(ON_FAILURE);
            }
            return channels;
        });
    }

    /** Puts a delivery into words, from what the catalogue and the manifests say now. */
    public Delivery render(Delivery delivery) {
        Notice notice = delivery.notice();
        Letter letter =
                switch (notice.kind()) {
                    case START -> letters.of(facts.beginning(job(notice)));
                    case OUTCOME -> letters.of(facts.outcome(job(notice)));
                    case DAMAGE -> letters.of(facts.damage(notice));
                    case CYCLE -> letters.of(facts.lateCycle(notice));
                    case CLOCK -> letters.of(facts.wrongClocks(notice));
                    case ANNOUNCE -> letters.of(announcement(delivery));
                    case DIGEST -> letters.of(months.digest(notice.scheduled()));
                    case SETTINGS ->
                        letters.ofRefusedSettings(notice.said().orElse(""), notice.scheduled(), announcements.zone());
                };
        return new Delivery(notice, delivery.channel(), delivery.users(), Optional.of(letter));
    }

    private static long job(Notice notice) {
        return notice.job().orElseThrow(() -> new IllegalStateException(notice.kind() + " without a job"));
    }

    private Announcement announcement(Delivery delivery) {
        return announcements.of(
                delivery.notice(), Announcements.forSupport(delivery.channel()) ? delivery.users() : Optional.empty());
    }

    /** Writes an announcement down for every plan that fires soon, each once. @return how many are new */
    public long announce() {
        return announcements.upcoming().stream()
                .filter(next -> outbox.announce(next.plan(), next.scheduled()))
                .count();
    }

    /** Writes the report on a month down when it is due, each once. @return how many are new */
    public long digest() {
        return months.due().stream()
                .filter(month -> outbox.digest(month.first(), month.end()))
                .count();
    }

    /** Writes down that edited settings or routes were not taken over. @param reason in English, with hints */
    public void refused(String reason) {
        outbox.refused(reason);
    }

    /** The delivery with room for who is working, and the queries that tell it. */
    public Delivery askUsers(Delivery delivery) {
        return delivery.asking(announcements.questions(delivery.notice().plan()));
    }

    public void found(UsersInOperation users, UsersInOperation.Question question, List<Map<String, Object>> rows) {
        users.found(question, rows);
    }

    public void unknown(UsersInOperation users, UsersInOperation.Question question, Exception why) {
        users.unknown(question, why);
    }

    /** Whom a delivery to users goes to, separated by commas; empty: nobody is known. */
    public String recipients(Delivery delivery) {
        return announcements.recipients(delivery.users());
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

    /** The channel did not take it: due again after a while; given up so long after the first failure, with an event. */
    public void postpone(Delivery delivery, Duration every, Duration patience, Exception why) {
        if (!outbox.retryNotice(delivery.notice(), every, patience, why)) {
            outstanding.remove(delivery.notice().id());
        }
    }
}
