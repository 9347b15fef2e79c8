package org.caravana.archive;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Arrays;

/** The file by which a program says that a directory's content can be made anew (Cache Directory Tagging, bford.info). */
final class CacheTag {
    static final byte[] NAME = "CACHEDIR.TAG".getBytes(StandardCharsets.US_ASCII);

    private static final byte[] SIGNATURE =
            "Signature: 8a477f597d28d172789f06886806bc55".getBytes(StandardCharsets.US_ASCII);

    private CacheTag() {}

    /** Whether a folder has one. */
    static boolean isIn(Folder folder, NameList names) {
        return names.contains(NAME) && is(ByteName.resolve(folder.way(), NAME));
    }

    static boolean is(Path file) {
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            return false;
        }
        try (InputStream in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
            return Arrays.equals(in.readNBytes(SIGNATURE.length), SIGNATURE);
        } catch (IOException e) {
            // what cannot be read says nothing
            return false;
        }
    }
}
