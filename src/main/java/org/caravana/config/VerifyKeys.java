package org.caravana.config;

import static org.caravana.config.Key.Section.VERIFY;
import static org.caravana.config.Key.defaulted;

import java.time.Duration;
import java.util.List;
import org.caravana.config.Key.Fallback;

/** The settings of reading back what targets hold. */
final class VerifyKeys {
    static final Key<Duration> EVERY = defaulted(
            VERIFY,
            "verify.every",
            ValueType.DURATION_OR_OFF,
            Fallback.of("30d"),
            "92d",
            "Within which time everything that a target holds is read back once, spread over the days; `off`: never.");
    static final Key<Duration> LOOK = defaulted(
            VERIFY,
            "verify.look-every",
            ValueType.DURATION,
            Fallback.of("1h"),
            "15m",
            "How often it is looked which objects are to be read now.");

    static final List<Key<?>> ALL = List.of(EVERY, LOOK);

    private VerifyKeys() {}
}
