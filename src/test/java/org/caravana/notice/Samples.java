package org.caravana.notice;

import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.caravana.job.JobState;
import org.caravana.job.Months;
import org.caravana.job.SizeChange;
import org.caravana.job.VerificationLevel;
import org.caravana.notice.Digest.PlaceMonth;
import org.caravana.notice.Outcome.SourceResult;
import org.caravana.notice.Outcome.TargetResult;
import org.caravana.plan.Schedule;
import org.caravana.repository.Manifest;

/** A town hall's night in each way it can end. */
final class Samples {
    static final ZoneId ZONE = ZoneId.of("America/Sao_Paulo");
    static final Instant SCHEDULED = Instant.parse("2026-11-02T22:00:00Z");
    static final Instant CAPTURE = Instant.parse("2026-11-02T22:00:03Z");
    static final Instant LAST = Instant.parse("2026-10-31T22:00:04Z");

    private static final SourceResult CONAN =
            new SourceResult("conan", "postgresql", true, Optional.empty(), 812_646_400L, 0);
    private static final SourceResult SYSTEMS =
            new SourceResult("systems", "directory", true, Optional.empty(), 807_403_520L, 64_280);
    private static final SourceResult NO_CONAN = new SourceResult(
            "conan",
            "postgresql",
            false,
            Optional.of("pg_dump: error: permission denied for table <folha> & more"),
            0,
            0);
    private static final TargetResult ANNEX =
            new TargetResult("annex", "sftp", true, VerificationLevel.HASHED, Optional.of(CAPTURE), Optional.empty());
    private static final TargetResult CLOUD =
            new TargetResult("cloud", "s3", true, VerificationLevel.SAMPLED, Optional.of(CAPTURE), Optional.empty());
    private static final TargetResult ANNEX_DOWN = new TargetResult(
            "annex",
            "sftp",
            false,
            VerificationLevel.NONE,
            Optional.of(LAST),
            Optional.of("cannot connect to backup.example:22; HINT: is the server on?"));

    private Samples() {}

    static Beginning beginning() {
        return new Beginning(
                "inprev-nightly",
                41,
                ZONE,
                SCHEDULED,
                CAPTURE,
                Instant.parse("2026-11-04T22:00:00Z"),
                List.of("conan", "systems"),
                List.of("annex", "cloud"));
    }

    static Announcement announcement(Announcement.Working... working) {
        return new Announcement(
                "inprev-nightly",
                ZONE,
                SCHEDULED,
                Instant.parse("2026-11-04T22:00:00Z"),
                List.of("conan", "systems"),
                List.of("annex", "cloud"),
                List.of(working));
    }

    static Outcome completed() {
        return captured(
                JobState.COMPLETED, Optional.empty(), List.of(CONAN, SYSTEMS), List.of(ANNEX, CLOUD), 0, List.of());
    }

    /** Completed, but a directory lost most of what it had. */
    static Outcome shrunk() {
        SourceResult systems = new SourceResult("systems", "directory", true, Optional.empty(), 120_586_240L, 64_280);
        return captured(
                JobState.COMPLETED,
                Optional.empty(),
                List.of(CONAN, systems),
                List.of(ANNEX, CLOUD),
                0,
                List.of(),
                new SizeChange("systems", 807_403_520L, 120_586_240L));
    }

    static Digest month() {
        Instant first = Instant.parse("2026-09-01T22:00:03Z");
        PlaceMonth annex = new PlaceMonth(
                "annex",
                Optional.of("sftp"),
                List.of(new Months.Verified("annex", VerificationLevel.HASHED, 25)),
                1,
                Optional.of(first),
                Optional.of(Instant.parse("2026-10-30T22:00:02Z")));
        PlaceMonth cloud = new PlaceMonth(
                "cloud",
                Optional.of("s3"),
                List.of(
                        new Months.Verified("cloud", VerificationLevel.HASHED, 24),
                        new Months.Verified("cloud", VerificationLevel.SAMPLED, 2)),
                0,
                Optional.of(first),
                Optional.of(LAST));
        PlaceMonth local =
                new PlaceMonth("repository", Optional.empty(), List.of(), 0, Optional.of(first), Optional.of(LAST));
        PlaceMonth none = new PlaceMonth("cloud", Optional.of("s3"), List.of(), 1, Optional.empty(), Optional.empty());
        PlaceMonth nothing =
                new PlaceMonth("repository", Optional.empty(), List.of(), 0, Optional.empty(), Optional.empty());
        return new Digest(
                YearMonth.of(2026, 10),
                ZONE,
                Instant.parse("2026-11-01T11:00:00Z"),
                List.of(
                        new Digest.PlanMonth(
                                "inprev-nightly",
                                Map.of(
                                        JobState.COMPLETED,
                                        24L,
                                        JobState.PARTIAL,
                                        1L,
                                        JobState.FAILED,
                                        1L,
                                        JobState.EXPIRED,
                                        1L),
                                0,
                                List.of(
                                        trouble(17, "2026-10-08T22:00:00Z", JobState.EXPIRED, "START_WINDOW", true),
                                        trouble(
                                                21,
                                                "2026-10-14T22:00:00Z",
                                                JobState.FAILED,
                                                "pg_dump: <folha> & more",
                                                false),
                                        trouble(
                                                40,
                                                "2026-10-30T22:00:00Z",
                                                JobState.PARTIAL,
                                                "COMPLETION_WINDOW",
                                                false)),
                                Optional.of(
                                        new Digest.Sizes(1_610_612_736L, 1_665_352_499L, 402_653_184L, 812_646_400L)),
                                List.of(annex, cloud, local),
                                List.of(new Months.Gone("2026-08", "annex", Instant.parse("2026-10-02T22:14:00Z"))),
                                new Schedule("0 0 19 ? * MON-SAT", ZONE)
                                        .next(Instant.parse("2026-11-01T11:00:00Z"), 25),
                                Optional.of(new Digest.Alarm(39, Instant.parse("2026-10-29T22:00:00Z")))),
                        new Digest.PlanMonth(
                                "store-monthly",
                                Map.of(),
                                1,
                                List.of(),
                                Optional.empty(),
                                List.of(none, nothing),
                                List.of(),
                                List.of(Instant.parse("2026-11-07T02:00:00Z")),
                                Optional.empty())));
    }

    private static Digest.Trouble trouble(long job, String time, JobState state, String reason, boolean missed) {
        return new Digest.Trouble(job, Instant.parse(time), state, Optional.of(reason), missed);
    }

    /** Two disks that are carried home in turn: one was there before, the other is new. */
    static Outcome diskAway() {
        return captured(
                JobState.COMPLETED,
                Optional.empty(),
                List.of(CONAN, SYSTEMS),
                List.of(ANNEX, away("disk-a", Optional.of(LAST)), away("disk-b", Optional.empty())),
                0,
                List.of());
    }

    private static TargetResult away(String name, Optional<Instant> until) {
        return new TargetResult(name, "directory", false, VerificationLevel.NONE, until, true, Optional.empty(), 100);
    }

    static Outcome partialTarget() {
        return captured(
                JobState.PARTIAL,
                Optional.of("COMPLETION_WINDOW"),
                List.of(CONAN, SYSTEMS),
                List.of(ANNEX_DOWN, CLOUD),
                0,
                List.of());
    }

    static Outcome partialSource() {
        TargetResult annex =
                new TargetResult("annex", "sftp", true, VerificationLevel.HASHED, Optional.of(LAST), Optional.empty());
        TargetResult cloud =
                new TargetResult("cloud", "s3", true, VerificationLevel.LISTED, Optional.empty(), Optional.empty());
        return captured(
                JobState.PARTIAL,
                Optional.empty(),
                List.of(NO_CONAN, SYSTEMS),
                List.of(annex, cloud),
                1203,
                List.of("padded: logs/conan.log", "unreadable: etc/<secreto>.key"));
    }

    static Outcome failed() {
        return uncaptured(
                JobState.FAILED, Optional.of("password authentication failed for user \"backup\""), false, true);
    }

    static Outcome expired() {
        return uncaptured(JobState.EXPIRED, Optional.of("START_WINDOW"), false, false);
    }

    static Outcome missed() {
        return uncaptured(JobState.EXPIRED, Optional.of("START_WINDOW"), true, false);
    }

    static Outcome aborted() {
        return uncaptured(JobState.ABORTED, Optional.empty(), false, true);
    }

    private static Outcome captured(
            JobState state,
            Optional<String> reason,
            List<SourceResult> sources,
            List<TargetResult> targets,
            long noted,
            List<String> files,
            SizeChange... sudden) {
        long total = sources.stream().mapToLong(SourceResult::plain).sum();
        return new Outcome(
                "inprev-nightly",
                41,
                state,
                reason,
                false,
                ZONE,
                SCHEDULED,
                Optional.of(CAPTURE),
                Instant.parse("2026-11-03T00:05:15Z"),
                Optional.of("20261102T220003Z"),
                Optional.of(CAPTURE),
                sources,
                targets,
                Optional.of(new Outcome.Sizes(total, 3_355_443L, 6_710_886L)),
                noted,
                files,
                Optional.of(new Outcome.Previous(
                        LAST, 1_610_612_736L, Duration.ofMinutes(7).plusSeconds(4))),
                List.of(sudden),
                sudden.length > 0 ? Optional.of(41L) : Optional.empty(),
                Optional.of(Instant.parse("2026-11-03T22:00:00Z")),
                Optional.of("caravana restore 20261102T220003Z --plan inprev-nightly --from cloud"));
    }

    private static Outcome uncaptured(JobState state, Optional<String> reason, boolean missed, boolean started) {
        TargetResult annex =
                new TargetResult("annex", "sftp", false, VerificationLevel.NONE, Optional.of(LAST), Optional.empty());
        TargetResult cloud =
                new TargetResult("cloud", "s3", false, VerificationLevel.NONE, Optional.of(LAST), Optional.empty());
        return new Outcome(
                "inprev-nightly",
                41,
                state,
                reason,
                missed,
                ZONE,
                SCHEDULED,
                started ? Optional.of(CAPTURE) : Optional.empty(),
                Instant.parse("2026-11-02T23:00:00Z"),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                List.of(annex, cloud),
                Optional.empty(),
                0,
                List.of(),
                Optional.empty(),
                List.of(),
                Optional.empty(),
                Optional.of(Instant.parse("2026-11-03T22:00:00Z")),
                Optional.empty());
    }

    static Manifest manifest(boolean whole) {
        Manifest.Source conan = whole
                ? new Manifest.Source(
                        "conan",
                        "postgresql",
                        Manifest.Source.State.CAPTURED,
                        null,
                        "pg_dump (PostgreSQL) 15.14",
                        List.of(),
                        List.of("conan.dump"))
                : new Manifest.Source(
                        "conan",
                        "postgresql",
                        Manifest.Source.State.MISSING,
                        "pg_dump: error: permission denied for table <script>alert(1)</script>",
                        null,
                        List.of(),
                        List.of());
        Manifest.Source systems = new Manifest.Source(
                "systems",
                "directory",
                Manifest.Source.State.CAPTURED,
                null,
                null,
                List.of("2 entries changed while they were read"),
                List.of("systems.tar"));
        Manifest.Artifact dump =
                new Manifest.Artifact("conan.dump", "conan", "pg-custom", 812_646_400L, 2_097_152L, 0, 0);
        Manifest.Artifact tar =
                new Manifest.Artifact("systems.tar", "systems", "tar", 807_403_520L, 1_258_291L, 64_280, 2);
        return new Manifest(
                Manifest.FORMAT,
                "0.1.0",
                "inprev-nightly",
                "2026-11",
                "20261102T220003Z",
                2,
                SCHEDULED,
                CAPTURE,
                CAPTURE.plusSeconds(421),
                ZONE.getId(),
                "servidor",
                List.of(conan, systems),
                whole ? List.of(dump, tar) : List.of(tar),
                List.of(),
                "");
    }
}
