package org.caravana.notice;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.caravana.job.JobState;
import org.caravana.job.SizeChange;
import org.caravana.job.VerificationLevel;

/**
 * What an OUTCOME notice says: how a job ended, in plain values.
 *
 * <p>People throw paper away on its word, so the promise is not taken from the state alone: see {@link #assured()}.
 *
 * @param plan the plan's name
 * @param job the job's number
 * @param state a final state
 * @param reason why, where the state does not say it: {@code START_WINDOW}, {@code COMPLETION_WINDOW}, or words
 * @param missed whether it EXPIRED because the service was not running at the scheduled time
 * @param zone the zone that times are printed in
 * @param scheduled the time it was meant for
 * @param started when it became RUNNING
 * @param ended when it reached its final state
 * @param backup the backup's id; empty if nothing was captured
 * @param captureStarted up to when data is in this backup for certain; empty if nothing was captured
 * @param sources what became of each of the plan's sources
 * @param targets what became of each of the plan's targets
 * @param sizes how much it was; empty if nothing was captured
 * @param noted how many files were out of the ordinary
 * @param notedFiles some of them, each with what was wrong
 * @param previous the last backup before, to compare with
 * @param sudden the sources whose size changed so much that a person has to look
 * @param alarm the job whose size alarm is open, this one or an earlier one
 * @param next the plan's next firing
 * @param restore a command line that restores this backup, but for the folder
 */
public record Outcome(
        String plan,
        long job,
        JobState state,
        Optional<String> reason,
        boolean missed,
        ZoneId zone,
        Instant scheduled,
        Optional<Instant> started,
        Instant ended,
        Optional<String> backup,
        Optional<Instant> captureStarted,
        List<SourceResult> sources,
        List<TargetResult> targets,
        Optional<Sizes> sizes,
        long noted,
        List<String> notedFiles,
        Optional<Previous> previous,
        List<SizeChange> sudden,
        Optional<Long> alarm,
        Optional<Instant> next,
        Optional<String> restore) {

    public Outcome {
        sources = List.copyOf(sources);
        targets = List.copyOf(targets);
        notedFiles = List.copyOf(notedFiles);
        sudden = List.copyOf(sudden);
    }

    /** @param error why it is missing; empty if it was captured; @param plain bytes; @param entries files and folders */
    public record SourceResult(
            String name, String kind, boolean captured, Optional<String> error, long plain, long entries) {}

    /**
     * @param verified whether this backup's copy is there and verified
     * @param level how far the copy was checked
     * @param verifiedUntil up to when everything is safe at this target: the capture's start of the newest backup with
     *     every source that is verified there, this one or an earlier one
     * @param absent whether it is a removable disk that was not connected
     * @param message the last failure's words
     * @param sampled percent of the packs that were read back, where the level is SAMPLED
     */
    public record TargetResult(
            String name,
            String kind,
            boolean verified,
            VerificationLevel level,
            Optional<Instant> verifiedUntil,
            boolean absent,
            Optional<String> message,
            int sampled) {

        public TargetResult(
                String name,
                String kind,
                boolean verified,
                VerificationLevel level,
                Optional<Instant> verifiedUntil,
                Optional<String> message) {
            this(name, kind, verified, level, verifiedUntil, false, message, 20);
        }
    }

    /** @param total plain bytes; @param added bytes of new packs; @param sent bytes that travelled, over all targets */
    public record Sizes(long total, long added, long sent) {}

    /** The backup before: @param total plain bytes; @param duration from RUNNING to its end */
    public record Previous(Instant captureStarted, long total, Duration duration) {}

    /**
     * Whether everything the plan promises is so: COMPLETED, every source captured, every target's copy verified. A disk
     * that is away is not asked, but some target has to be there.
     */
    public boolean assured() {
        return state == JobState.COMPLETED
                && captureStarted.isPresent()
                && sources.stream().allMatch(SourceResult::captured)
                && targets.stream().anyMatch(TargetResult::verified)
                && targets.stream().allMatch(t -> t.verified() || t.absent());
    }

    /** Up to when everything is safe at every target; empty if some target holds no whole verified backup. */
    public Optional<Instant> safeEverywhereUntil() {
        if (targets.stream().anyMatch(t -> t.verifiedUntil().isEmpty())) {
            return Optional.empty();
        }
        return targets.stream().map(t -> t.verifiedUntil().get()).min(Comparator.naturalOrder());
    }

    /** The removable disks that were not connected. */
    public List<TargetResult> absent() {
        return targets.stream().filter(TargetResult::absent).toList();
    }

    /** The names of the targets that were there, joined by commas. */
    public String targetNames() {
        return targets.stream().filter(t -> !t.absent()).map(TargetResult::name).collect(Collectors.joining(", "));
    }

    /** From RUNNING to the end. */
    public Optional<Duration> duration() {
        return started.map(from -> Duration.between(from, ended));
    }

    /** Growth against the backup before in percent, for example -12.5; empty if there is nothing to compare. */
    public Optional<Double> growth() {
        return sizes.flatMap(now -> previous.filter(before -> before.total() > 0)
                .map(before -> 100.0 * (now.total() - before.total()) / before.total()));
    }
}
