package org.caravana.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The demonstration's S3 server as a process of its own, for checks from outside: {@code StandaloneS3 FOLDER BUCKET
 * ACCESS-KEY PORT-FILE}, the secret key in the environment as {@code S3_SECRET_KEY}. Writes the port that it listens on
 * to PORT-FILE and runs until it is killed.
 */
final class StandaloneS3 {
    private StandaloneS3() {}

    public static void main(String[] args) throws IOException {
        S3Server server = S3Server.start(Path.of(args[0]), args[1], args[2], System.getenv("S3_SECRET_KEY"));
        Files.writeString(Path.of(args[3]), Integer.toString(server.endpoint().getPort()));
    }
}
