package org.caravana.config;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The value of each key: from the environment, else from the file, else its default. */
final class Values {
    private final Map<String, String> file;
    private final Map<String, String> environment;
    private final Path home;

    Values(Map<String, String> file, Map<String, String> environment, Path home) {
        this.file = file;
        this.environment = environment;
        this.home = home;
    }

    /** The text that was given; a blank one counts as none. */
    Optional<String> given(String key) {
        return Optional.ofNullable(environment.getOrDefault(Key.variable(key), file.get(key)))
                .map(String::trim)
                .filter(text -> !text.isEmpty());
    }

    <T> Optional<T> optional(Key<T> key, String name) {
        return given(key.of(name))
                .or(key::fallbackValue)
                .map(text -> key.type().parser().parse(text, home));
    }

    <T> T get(Key<T> key, String name) {
        return optional(key, name).orElseThrow();
    }

    <T> Optional<T> optional(Key<T> key) {
        return optional(key, "");
    }

    <T> T get(Key<T> key) {
        return get(key, "");
    }

    /**
     * A secret: from its own environment variable, else from the file that its key names.
     *
     * @param key ends in {@code -file}
     */
    Optional<Secret> secret(String key) {
        String variable = Key.variable(Key.bare(key));
        String direct = environment.get(variable);
        if (direct != null && !direct.isEmpty()) {
            return Optional.of(new Secret(direct));
        }
        return given(key).map(text -> {
            Path path = ValueType.SECRET_FILE.parser().parse(text, home);
            return PrivateFile.read(path, variable);
        });
    }

    /** The parts between commas, trimmed; empty ones do not count. */
    static List<String> split(String text) {
        return Arrays.stream(text.split(","))
                .map(String::trim)
                .filter(part -> !part.isEmpty())
                .toList();
    }

    /** How the key's value stands in a Camel placeholder; empty if it has none. */
    <T> Optional<String> placeholder(Key<T> key, String name) {
        return optional(key, name).map(value -> key.type().placeholder(value));
    }
}
