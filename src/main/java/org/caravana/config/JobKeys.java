package org.caravana.config;

import static org.caravana.config.Key.Section.JOB;
import static org.caravana.config.Key.defaulted;

import java.time.Duration;
import java.util.List;
import org.caravana.config.Key.Fallback;

/** The settings of jobs: how many, how watched, how often tried again. */
final class JobKeys {
    private static final Fallback TEN_MINUTES = Fallback.of("10m");

    static final Key<Integer> PARALLEL = defaulted(
            JOB, "job.parallel", ValueType.whole(1, 32), Fallback.of("2"), "1", "How many jobs capture at once.");
    static final Key<String> NODE = defaulted(
            JOB,
            "job.node",
            ValueType.TEXT,
            new Fallback("the machine's name", HostName::local),
            "server-a",
            "This node's name in the job catalogue.");
    static final Key<Duration> LEASE = defaulted(
            JOB,
            "job.lease",
            ValueType.DURATION,
            Fallback.of("5m"),
            "10m",
            "How long a node that fell silent keeps its jobs.");
    static final Key<Duration> PICK_UP = defaulted(
            JOB,
            "job.pick-up-every",
            ValueType.DURATION,
            Fallback.of("2s"),
            "10s",
            "How often due jobs and copies are looked for.");
    static final Key<Duration> WATCH = defaulted(
            JOB,
            "job.watch-every",
            ValueType.DURATION,
            Fallback.of("30s"),
            "1m",
            "How often leases are renewed and deadlines looked at.");
    static final Key<Duration> SETTINGS_LOOK = defaulted(
            JOB,
            "settings.look-every",
            ValueType.DURATION,
            Fallback.of("5s"),
            "1m",
            "How often the service looks whether settings or routes were edited.");
    static final Key<Duration> RETRY_START = defaulted(
            JOB,
            "retry.start-every",
            ValueType.DURATION,
            TEN_MINUTES,
            "5m",
            "How long after a failed start check the next try is.");
    static final Key<Duration> RETRY_CAPTURE = defaulted(
            JOB,
            "retry.capture-every",
            ValueType.DURATION,
            TEN_MINUTES,
            "5m",
            "How long after a failed capture the next try is.");
    static final Key<Integer> RETRY_CAPTURE_TRIES = defaulted(
            JOB,
            "retry.capture-tries",
            ValueType.whole(1, 100),
            Fallback.of("3"),
            "5",
            "How often a capture is tried before the job is FAILED.");
    static final Key<Duration> RETRY_COPY = defaulted(
            JOB,
            "retry.copy-every",
            ValueType.DURATION,
            TEN_MINUTES,
            "5m",
            "How long after a failed copy the next try is, each target on its own.");
    static final Key<Integer> RETRY_BLIP_TRIES = defaulted(
            JOB,
            "retry.blip-tries",
            ValueType.whole(0, 10),
            Fallback.of("2"),
            "5",
            "How often an object is sent or fetched, or a listing asked for, again at once when the line broke, before the copy waits for its next try or a restore ends.");
    static final Key<Integer> RETRY_BLIP_MILLIS = defaulted(
            JOB,
            "retry.blip-millis",
            ValueType.whole(0, 60_000),
            Fallback.of("3000"),
            "10000",
            "How long after the line broke the object is sent or fetched, or the listing asked for, again, in milliseconds.");
    static final Key<Duration> RETRY_NOTICE = defaulted(
            JOB,
            "retry.notice-every",
            ValueType.DURATION,
            TEN_MINUTES,
            "5m",
            "How long after a notice was not sent the next try is.");
    static final Key<Duration> RETRY_NOTICE_FOR = defaulted(
            JOB,
            "retry.notice-for",
            ValueType.DURATION,
            Fallback.of("1h"),
            "24h",
            "How long after its first failure a notice is still tried; then it is given up.");
    static final Key<Duration> RETRY_REFUSED = defaulted(
            JOB,
            "retry.refused-every",
            ValueType.DURATION,
            Fallback.of("6h"),
            "12h",
            "How long after a target refused the login the next try is; more tries could lock the account.");

    static final List<Key<?>> ALL = List.of(
            PARALLEL,
            NODE,
            LEASE,
            PICK_UP,
            WATCH,
            SETTINGS_LOOK,
            RETRY_START,
            RETRY_CAPTURE,
            RETRY_CAPTURE_TRIES,
            RETRY_COPY,
            RETRY_BLIP_TRIES,
            RETRY_BLIP_MILLIS,
            RETRY_NOTICE,
            RETRY_NOTICE_FOR,
            RETRY_REFUSED);

    private JobKeys() {}
}
