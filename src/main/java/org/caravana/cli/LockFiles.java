package org.caravana.cli;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;

/**
 * What the lock's files say about its holder, read by a command that found it held.
 *
 * @param port where the holder listens on loopback
 * @param token its token
 */
record LockFiles(int port, String token) {
    static final String LOCK = "caravana.lock";
    static final String TOKEN = "caravana.token";

    /**
     * @throws NotListeningException if the holder does not listen, or not yet
     * @throws CatalogueHeldException if the holder cannot be talked to
     */
    static LockFiles read(Path data) throws IOException {
        Properties holder = new Properties();
        holder.load(new StringReader(readAsOwner(data, LOCK)));
        int port = Integer.parseInt(holder.getProperty("port", "0"));
        String pid = holder.getProperty("pid", "unknown");
        if (port == 0) {
            throw new NotListeningException(
                    "another caravana (process " + pid + ") holds the job catalogue in " + data,
                    "wait until it has ended, or until the service that starts is ready");
        }
        return new LockFiles(port, readAsOwner(data, TOKEN));
    }

    private static String readAsOwner(Path data, String name) throws IOException {
        try {
            return Files.readString(data.resolve(name)).trim();
        } catch (AccessDeniedException e) {
            throw new CatalogueHeldException(
                    "the service runs as another user, " + owner(data), "run this command as " + owner(data));
        }
    }

    static String owner(Path data) {
        try {
            return Files.getOwner(data.resolve(LOCK)).getName();
        } catch (IOException | UnsupportedOperationException e) {
            return "unknown";
        }
    }

    @Override
    public String toString() {
        return "port " + port;
    }
}
