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
    static final ValueType<String> CHUNK_SIZES = ValueType.oneOf("64k", "128k", "256k", "512k", "1m");
    static final Key<String> CHUNK_SIZE = defaulted(
            CAPTURE,
            "capture.chunk-size",
            CHUNK_SIZES,
            Fallback.of("1m"),
            "256k",
            "About how long the pieces are into which large files and dumps are cut: smaller ones send less of a file that changed here and there, and make longer indexes. Changed within a cycle, they are shared with no piece before.");
    static final Key<String> READ_ALL = defaulted(
            CAPTURE,
            "capture.read-all",
            ValueType.oneOf("yes", "no"),
            Fallback.of("no"),
            "yes",
            "Whether files are read again although nothing about them has changed since the cycle's last backup.");

    static final List<Key<?>> ALL = List.of(LEVEL, THREADS, CHUNK_SIZE, READ_ALL);

    private CaptureKeys() {}
}
