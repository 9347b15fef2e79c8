package org.caravana.config;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.eclipse.jgit.ignore.FastIgnoreRule;

/** Patterns in the syntax of gitignore, looked at before a night depends on them. */
final class Patterns {
    private Patterns() {}

    static List<String> split(String text) {
        List<String> patterns = Values.split(text);
        patterns.forEach(Patterns::require);
        return patterns;
    }

    /** @throws ValueType.Misfit if it cannot be read or holds something that is no pattern */
    static Path requireFile(Path file) {
        try {
            new String(Files.readAllBytes(file), StandardCharsets.UTF_8).lines().forEach(Patterns::require);
            return file;
        } catch (IOException e) {
            throw new ValueType.Misfit(file + " cannot be read", "write one pattern a line into it, as in .gitignore");
        }
    }

    /** An empty rule is a blank line, a comment, or a pattern that was not understood. */
    private static void require(String pattern) {
        boolean meantToBeEmpty = pattern.isBlank() || pattern.startsWith("#");
        if (!meantToBeEmpty && new FastIgnoreRule(pattern).isEmpty()) {
            throw new ValueType.Misfit(
                    "'" + pattern + "' is no pattern", "write it as in .gitignore, for example *.log or /cache/");
        }
    }
}
