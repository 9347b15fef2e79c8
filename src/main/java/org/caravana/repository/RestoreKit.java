package org.caravana.repository;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The runbook and the script that lie in every cycle, so that it can be restored without Caravana. The runbook speaks the
 * office's language first and the other one after it: nobody knows who will read it.
 */
final class RestoreKit {
    private static final String RUNBOOK = "HOW-TO-RESTORE.txt";
    private static final String SCRIPT = "restore.sh";

    private static final String RULE = "\n" + "-".repeat(80) + "\n\n";

    private final List<String> languages;

    /** @param language {@code pt-BR}, or any other for English, comes first */
    RestoreKit(String language) {
        this.languages = "pt-BR".equals(language) ? List.of("pt-BR", "en") : List.of("en", "pt-BR");
    }

    void write(Path cycle, String plan, String name) throws IOException {
        List<String> parts = new ArrayList<>();
        for (String language : languages) {
            parts.add(new String(resource("HOW-TO-RESTORE." + language + ".txt"), StandardCharsets.UTF_8));
        }
        String runbook = String.join(RULE, parts).replace("@PLAN@", plan).replace("@CYCLE@", name);
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
