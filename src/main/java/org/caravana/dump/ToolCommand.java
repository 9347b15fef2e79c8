package org.caravana.dump;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.caravana.config.Secret;

/**
 * A program's command line and environment. What is secret goes by the environment, which only the user who runs it can
 * read, and never by the command line, which everybody can.
 *
 * @param words the program and its arguments
 * @param environment what is added to the inherited environment
 * @param secrets the same, never printed
 * @param provider the package that the program comes with, for the hint if it is missing
 */
record ToolCommand(List<String> words, Map<String, String> environment, Map<String, Secret> secrets, String provider) {

    ToolCommand {
        words = List.copyOf(words);
        environment = Map.copyOf(environment);
        secrets = Map.copyOf(secrets);
    }

    String program() {
        return words.get(0);
    }

    /** What is added to the inherited environment, secrets in clear. */
    Map<String, String> clearEnvironment() {
        Map<String, String> all = new HashMap<>(environment);
        secrets.forEach((key, secret) -> all.put(key, secret.value()));
        return all;
    }

    /** A tool's words without any secret that it may have repeated. */
    String redact(String text) {
        String redacted = text;
        for (Secret secret : secrets.values()) {
            if (!secret.value().isEmpty()) {
                redacted = redacted.replace(secret.value(), secret.toString());
            }
        }
        return redacted;
    }
}
