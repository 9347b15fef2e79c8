package org.caravana.repository;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Arrays;

/** The runbook and the script that lie in every cycle, so that it can be restored without Caravana. */
final class RestoreKit {
    private static final String RUNBOOK = "HOW-TO-RESTORE.txt";
    private static final String SCRIPT = "restore.sh";

    private final String language;

    /** @param language {@code pt-BR}, or any other for English */
    RestoreKit(String language) {
        this.language = "pt-BR".equals(language) ? "pt-BR" : "en";
    }

    void write(Path cycle, String plan, String name) throws IOException {
        String runbook = new String(resource("HOW-TO-RESTORE." + language + ".txt"), StandardCharsets.UTF_8)
                .replace("@PLAN@", plan)
                .replace("@CYCLE@", name);
        put(cycle.resolve(RUNBOOK), runbook.getBytes(StandardCharsets.UTF_8));
        put(cycle.resolve(SCRIPT), resource(SCRIPT));
    }

    private static void put(Path file, byte[] content) throws IOException {
        boolean same = Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
                && Arrays.equals(Files.readAllBytes(file), content);
        if (!same) {
            SafeFile.write(file, content);
        }
    }

    private static byte[] resource(String name) throws IOException {
        try (InputStream in = RestoreKit.class.getResourceAsStream(name)) {
            return in.readAllBytes();
        }
    }
}
