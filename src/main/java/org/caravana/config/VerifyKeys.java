package org.caravana.config;

import static org.caravana.config.Key.Section.VERIFY;
import static org.caravana.config.Key.defaulted;
import static org.caravana.config.Key.optional;

import java.nio.file.Path;
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

    static final Key<Path> SIGNATURE_KEY = optional(
            VERIFY,
            "signature.key-file",
            ValueType.PRIVATE_FILE,
            "/etc/caravana/signature",
            "The SSH private key, without passphrase, that each backup's list of heads is signed with.");
    static final Key<Path> ALLOWED_SIGNERS = optional(
            VERIFY,
            "signature.allowed-signers",
            ValueType.PATH,
            "/etc/caravana/allowed_signers",
            "Whose signatures `verify` and `restore` ask for, as `ssh-keygen -Y verify` reads it; `--signers` on the"
                    + " command line.");

    static final List<Key<?>> ALL = List.of(EVERY, LOOK, SIGNATURE_KEY, ALLOWED_SIGNERS);

    private VerifyKeys() {}
}
