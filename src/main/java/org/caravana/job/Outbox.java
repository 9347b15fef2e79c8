package org.caravana.job;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/**
 * The notices that wait to be sent: written with the change they tell of, so never lost; repeated at most after a crash,
 * under the same Message-ID. Thread-safe.
 */
public final class Outbox {
    /** How long a node has to send what it took before another may. */
    private static final Duration TURN = Duration.ofMinutes(5);

    private final Catalogue catalogue;
    private final Clock clock;

    public Outbox(Catalogue catalogue, Clock clock) {
        this.catalogue = catalogue;
        this.clock = clock;
    }

    /** Writes an announcement of a coming firing down, once. @return whether it was not there yet */
    public boolean announce(String plan, Instant scheduled) {
        return catalogue.inTransaction(h -> once(h, NoticeKind.ANNOUNCE, plan, scheduled, Optional.empty()));
    }

    /**
     * Writes the report on a month down, once, if there was any job by then.
     *
     * @param first the month's first moment
     * @param end the moment after its last
     * @return whether it was not there yet
     */
    public boolean digest(Instant first, Instant end) {
        return catalogue.inTransaction(
                h -> Months.anyBefore(h, end) && once(h, NoticeKind.DIGEST, "", first, Optional.empty()));
    }

    /** Writes down that edited settings or routes were refused. */
    public void refused(String reason) {
        catalogue.useTransaction(h -> once(h, NoticeKind.SETTINGS, "", Times.now(clock), Optional.of(reason)));
    }

    private boolean once(Handle h, NoticeKind kind, String plan, Instant scheduled, Optional<String> said) {
        Catalogue.holdLatch(h);
        String id = Notice.messageId(kind, plan, scheduled, catalogue.messageDomain());
        boolean known = Notice.isKnown(h, id);
        if (!known) {
            Notice.insert(
                    h, Times.now(clock), kind, plan, scheduled, Optional.empty(), said, catalogue.messageDomain());
        }
        return !known;
    }

    /** Takes notices that are due, oldest first; they are due again in five minutes unless the caller says otherwise. */
    public List<Notice> dueNotices(int most) {
        return catalogue.inTransaction(h -> {
            Catalogue.holdLatch(h);
            Instant now = Times.now(clock);
            List<Notice> due = h.createQuery("SELECT * FROM notice WHERE state = 'WAITING' AND due <= :now"
                            + " ORDER BY id FETCH FIRST :most ROWS ONLY")
                    .bind("now", now)
                    .bind("most", most)
                    .mapTo(Notice.class)
                    .list();
            due.forEach(notice -> due(h, notice.id(), now.plus(TURN)));
            return due;
        });
    }

    private static void due(Handle h, long id, Instant due) {
        h.createUpdate("UPDATE notice SET due = :due WHERE id = :id")
                .bind("id", id)
                .bind("due", due)
                .execute();
    }

    /** It was handed over to the mail server. */
    public void sent(Notice notice) {
        catalogue.useTransaction(h -> close(h, notice.id(), "SENT"));
    }

    /**
     * It could not be sent: due again after a while; given up so long after the first failure, with an event.
     *
     * @return whether it is tried again
     */
    public boolean retryNotice(Notice notice, Duration every, Duration patience, Exception why) {
        return catalogue.inTransaction(h -> {
            Instant now = Times.now(clock);
            Instant due = now.plus(every);
            h.createUpdate("UPDATE notice SET attempts = attempts + 1, first_failed = COALESCE(first_failed, :now),"
                            + " due = :due WHERE id = :id AND state = 'WAITING'")
                    .bind("id", notice.id())
                    .bind("now", now)
                    .bind("due", due)
                    .execute();
            if (due.isAfter(firstFailed(h, notice).plus(patience)) || stale(notice, due)) {
                close(h, notice.id(), "GIVEN_UP");
                event(h, now, notice, "the notice " + notice.kind() + " was given up: " + FailureText.of(why));
                return false;
            }
            event(
                    h,
                    now,
                    notice,
                    "the notice " + notice.kind() + " could not be sent, next try at " + due + ": "
                            + FailureText.of(why));
            return true;
        });
    }

    /** What was to be announced has begun by then. */
    private static boolean stale(Notice notice, Instant due) {
        return notice.kind() == NoticeKind.ANNOUNCE && due.isAfter(notice.scheduled());
    }

    private static Instant firstFailed(Handle h, Notice notice) {
        return h.createQuery("SELECT first_failed FROM notice WHERE id = :id")
                .bind("id", notice.id())
                .map((row, context) -> Times.get(row, "first_failed"))
                .one();
    }

    private static void close(Handle h, long id, String state) {
        h.createUpdate("UPDATE notice SET state = :state, due = NULL WHERE id = :id AND state = 'WAITING'")
                .bind("id", id)
                .bind("state", state)
                .execute();
    }

    private static void event(Handle h, Instant now, Notice notice, String message) {
        notice.job()
                .flatMap(id -> JobRows.find(h, id))
                .ifPresent(job -> Event.append(h, now, job.id(), job.state(), message));
    }
}
