package org.caravana.notice;

import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.caravana.job.JobState;
import org.caravana.job.Months;

/**
 * What a DIGEST notice says: what became of a calendar month, plan by plan.
 *
 * @param zone the zone that times are printed in and the month is read in
 * @param now when it was put together, which the last columns are about
 */
public record Digest(YearMonth month, ZoneId zone, Instant now, List<PlanMonth> plans) {

    public Digest {
        plans = List.copyOf(plans);
    }

    /** How many jobs there were. */
    public long jobs() {
        return plans.stream().mapToLong(PlanMonth::jobs).sum();
    }

    /** How many of them are COMPLETED. */
    public long completed() {
        return plans.stream()
                .mapToLong(plan -> plan.count(JobState.COMPLETED.name()))
                .sum();
    }

    /** Whether a size alarm is open. */
    public boolean alarm() {
        return plans.stream().anyMatch(plan -> plan.alarm().isPresent());
    }

    /**
     * One plan's month.
     *
     * @param states how many jobs ended in each final state, none left out
     * @param open how many have not ended yet
     * @param troubles the jobs that did not COMPLETE, oldest first
     * @param sizes empty if nothing was captured
     * @param places the targets, then the repository
     * @param gone cycles that were discarded
     * @param next the firings to come until the end of the month that follows
     * @param alarm the job whose size alarm is open
     */
    public record PlanMonth(
            String plan,
            Map<JobState, Long> states,
            long open,
            List<Trouble> troubles,
            Optional<Sizes> sizes,
            List<PlaceMonth> places,
            List<Months.Gone> gone,
            List<Instant> next,
            Optional<Alarm> alarm) {

        public PlanMonth {
            states = Map.copyOf(states);
            troubles = List.copyOf(troubles);
            places = List.copyOf(places);
            gone = List.copyOf(gone);
            next = List.copyOf(next);
        }

        public long count(String state) {
            return states.getOrDefault(JobState.valueOf(state), 0L);
        }

        public long jobs() {
            return open + states.values().stream().mapToLong(Long::longValue).sum();
        }
    }

    /** @param missed whether the service was not running at the scheduled time */
    public record Trouble(long job, Instant scheduled, JobState state, Optional<String> reason, boolean missed) {}

    /** @param job its number; @param scheduled the time it was meant for */
    public record Alarm(long job, Instant scheduled) {}

    /**
     * @param first plain bytes of the month's first backup; @param last of its last one
     * @param added bytes that were new in the repository; @param sent bytes that travelled, over all targets
     */
    public record Sizes(long first, long last, long added, long sent) {

        /** From the first to the last in percent; empty if there is nothing to compare. */
        public Optional<Double> growth() {
            return first == 0 ? Optional.empty() : Optional.of(100.0 * (last - first) / first);
        }
    }

    /**
     * A place and what it holds of a plan.
     *
     * @param kind the target's type; empty: the local repository
     * @param verified how many copies were verified in the month, and how far; none for the repository
     * @param lacking how many copies it lacks now
     * @param oldest when the capture of the oldest backup there began, and @param newest of the newest one
     */
    public record PlaceMonth(
            String name,
            Optional<String> kind,
            List<Months.Verified> verified,
            long lacking,
            Optional<Instant> oldest,
            Optional<Instant> newest) {

        public PlaceMonth {
            verified = List.copyOf(verified);
        }
    }
}
