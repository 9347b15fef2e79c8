package org.caravana.job;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/**
 * Tells people, once a cycle, that it was begun long ago and some target still has no backup of it: the line is too thin,
 * or the target too long away. A removable disk has reminders of its own.
 */
final class LateCycles {
    private final Catalogue catalogue;

    LateCycles(Catalogue catalogue) {
        this.catalogue = catalogue;
    }

    private record Late(long job, String cycle, Instant begun, String target) {}

    /** @param scheduled the time of the plan's newest job */
    void tell(Handle h, String plan, Instant scheduled, Instant now) {
        late(h, plan, scheduled).stream()
                .collect(Collectors.groupingBy(Late::cycle))
                .values()
                .forEach(members -> tellOnce(h, plan, members, now));
    }

    private void tellOnce(Handle h, String plan, List<Late> members, Instant now) {
        Late first = members.get(0);
        String id = Notice.messageId(NoticeKind.CYCLE, plan, first.begun(), catalogue.messageDomain());
        if (Notice.isKnown(h, id)) {
            return;
        }
        String targets = members.stream()
                .filter(member -> member.job() == first.job())
                .map(Late::target)
                .collect(Collectors.joining(", "));
        JobState state = JobRows.find(h, first.job()).orElseThrow().state();
        Event.append(
                h,
                now,
                first.job(),
                state,
                "no backup of cycle " + first.cycle() + " is whole on " + targets + " after "
                        + Cycles.LONGEST_WAIT.toDays() + " days; nights do not wait for it any longer");
        Notice.insert(
                h,
                now,
                NoticeKind.CYCLE,
                plan,
                first.begun(),
                Optional.of(first.job()),
                Optional.of(targets),
                catalogue.messageDomain());
    }

    /** The copies that bring a cycle to a target, and ought to have long ago; oldest first. */
    private static List<Late> late(Handle h, String plan, Instant scheduled) {
        return h.createQuery("SELECT job.id, job.cycle, job.scheduled, copy.target"
                        + " FROM copy JOIN job ON job.id = copy.job"
                        + " WHERE job.plan = :plan AND job.scheduled < :limit"
                        + " AND copy.state NOT IN ('VERIFIED', 'DISCARDED') AND NOT copy.away"
                        + " AND NOT " + CopyRows.CYCLE_IS_THERE
                        + " ORDER BY job.scheduled, copy.id")
                .bind("plan", plan)
                .bind("limit", scheduled.minus(Cycles.LONGEST_WAIT))
                .map((row, context) -> new Late(
                        row.getLong("id"),
                        row.getString("cycle"),
                        Times.get(row, "scheduled"),
                        row.getString("target")))
                .list();
    }
}
