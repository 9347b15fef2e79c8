package org.caravana.config;

import static org.caravana.config.Key.Section.CAPTURE;
import static org.caravana.config.Key.defaulted;

import java.util.List;
import org.caravana.config.Key.Fallback;

/** The settings of the engine. */
final class CaptureKeys {
    static final Key<Integer> LEVEL = defaulted(
            CAPTURE, "capture.level", ValueType.whole(1, 19), Fallback.of("3"), "9", "The compression level of zstd.");
    static final Key<Integer> THREADS = defaulted(
            CAPTURE,
            "capture.threads",
            ValueType.whole(1, 8),
            new Fallback(
                    "the machine's processors, at most 8",
                    () -> "" + Math.min(8, Runtime.getRuntime().availableProcessors())),
            "2",
            "How many workers hash and compress.");
    static final Key<String> READ_ALL = defaulted(
            CAPTURE,
            "capture.read-all",
            ValueType.oneOf("yes", "no"),
            Fallback.of("no"),
            "yes",
            "Whether files are read again although nothing about them has changed since the cycle's last backup.");

    static final List<Key<?>> ALL = List.of(LEVEL, THREADS, READ_ALL);

    private CaptureKeys() {}
}
