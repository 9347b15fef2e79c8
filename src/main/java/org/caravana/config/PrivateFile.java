package org.caravana.config;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Set;

/** A file that holds a secret and that its owner alone may read. */
final class PrivateFile {
    private static final int MOST = 64 * 1024;

    private PrivateFile() {}

    /**
     * A file that is not there passes: a key on a machine of which it is not the turn is found missing by {@code check}.
     *
     * @throws ValueType.Misfit if group or others may read it
     */
    static void requireNotShared(Path file) {
        try {
            Set<PosixFilePermission> may = Files.getPosixFilePermissions(file);
            if (may.contains(PosixFilePermission.GROUP_READ) || may.contains(PosixFilePermission.OTHERS_READ)) {
                throw new ValueType.Misfit(file + " can be read by others than its owner", "chmod 600 " + file);
            }
        } catch (IOException | UnsupportedOperationException e) {
            // Not there, or a file system without modes; reading it tells the former.
        }
    }

    /** The secret, without the line end. @throws ValueType.Misfit if it cannot be had */
    static Secret read(Path file, String variable) {
        String otherwise = "or set the environment variable " + variable;
        try {
            if (Files.size(file) > MOST) {
                throw new ValueType.Misfit(file + " is too large for a secret", "write the secret alone into it");
            }
            String text = Files.readString(file, StandardCharsets.UTF_8).replaceFirst("[\\r\\n]+\\z", "");
            if (text.isEmpty()) {
                throw new ValueType.Misfit(file + " is empty", "write the secret into it, " + otherwise);
            }
            return new Secret(text);
        } catch (NoSuchFileException e) {
            throw new ValueType.Misfit(
                    file + " does not exist", "write the secret into it and chmod 600 it, " + otherwise);
        } catch (AccessDeniedException e) {
            throw new ValueType.Misfit(file + " may not be read by this user", "run as its owner, " + otherwise);
        } catch (IOException e) {
            throw new ValueType.Misfit(
                    file + " cannot be read as UTF-8 text", "write the secret into it, " + otherwise);
        }
    }
}
