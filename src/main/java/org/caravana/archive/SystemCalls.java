package org.caravana.archive;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Whether the system's own calls can be reached, by which everything is kept that Java knows nothing of. */
public final class SystemCalls {
    private static final String FOLDER = "jna.tmpdir";

    private SystemCalls() {}

    /** Names a folder, if it can be written, where the library for them may be unpacked; to be called before all else. */
    public static void unpackIn(Path folder) {
        if (System.getProperty(FOLDER) == null && Files.isWritable(folder)) {
            System.setProperty(FOLDER, folder.resolve("native").toString());
        }
    }

    /** What is not kept without them, in words; empty if they are there. */
    public static Optional<String> lack() {
        return NativeAttributes.available()
                ? Optional.empty()
                : Optional.of(
                        "the system's own calls cannot be reached: ACLs, attributes other than user.*, and holes are"
                                + " not kept");
    }
}
