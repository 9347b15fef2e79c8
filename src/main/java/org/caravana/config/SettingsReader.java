package org.caravana.config;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Reads the settings from {@code application.properties} and the environment.
 *
 * <p>An environment variable wins over the file: {@code CARAVANA_} and the key in capitals, with {@code _} for what is
 * neither letter nor digit. Names of databases, directories, targets and plans come from the file alone.
 */
public final class SettingsReader {
    private final SettingsFile file;
    private final Values values;
    private final Names names;
    private final List<Problem> problems = new ArrayList<>();
    private boolean good;

    /**
     * Reads the file; what is wrong with it is told by {@link #settings()}.
     *
     * @param file the properties file, UTF-8
     * @param home the folder that relative paths start at
     * @param environment {@code System.getenv()}
     */
    public SettingsReader(Path file, Path home, Map<String, String> environment) {
        this.file = new SettingsFile(file, problems);
        this.values = new Values(this.file.texts(), environment, home);
        this.names = new Names(this.file.texts().keySet(), values);
    }

    /** @throws InvalidSettingsException with everything that is wrong */
    public Settings settings() {
        requireNoProblems();
        return new SettingsBuilder(values, names, file.texts()).build();
    }

    /**
     * The local repository alone, so that a backup can be listed and restored whatever else is wrong with the settings.
     *
     * @throws InvalidSettingsException if the file or the key {@code repository} is wrong
     */
    public Path repository() {
        try {
            if (file.readable()) {
                return values.get(OfficeKeys.REPOSITORY);
            }
        } catch (ValueType.Misfit e) {
            throw new InvalidSettingsException(List.of(new Problem("repository", e.getMessage(), e.hint())));
        }
        throw new InvalidSettingsException(problems);
    }

    /** Whose signatures are asked for; empty, too, where there are no settings, as on a machine that only restores. */
    public Optional<Path> allowedSigners() {
        return file.readable() ? values.optional(VerifyKeys.ALLOWED_SIGNERS) : Optional.empty();
    }

    /**
     * What Camel's placeholders resolve to: every key with the value that holds, also by default or from the
     * environment, durations and paths in one form, and the keys that are handed through as they are. No secrets.
     *
     * @throws InvalidSettingsException with everything that is wrong
     */
    public Map<String, String> placeholders() {
        requireNoProblems();
        Map<String, String> all = new TreeMap<>(file.texts());
        Keys.ALL.stream().filter(key -> !key.named()).forEach(key -> put(all, key, ""));
        names.groups().forEach(group -> names.of(group)
                .forEach(name -> names.keys(group, name).forEach(key -> put(all, key, name))));
        return all;
    }

    private <T> void put(Map<String, String> all, Key<T> key, String name) {
        String of = key.of(name);
        values.placeholder(key, name).ifPresentOrElse(text -> all.put(of, text), () -> all.remove(of));
    }

    private void requireNoProblems() {
        if (good) {
            return;
        }
        List<Problem> found = new ArrayList<>(problems);
        new SettingsCheck(file.texts(), values, names, found).run();
        if (!found.isEmpty()) {
            throw new InvalidSettingsException(SettingsCheck.sorted(found));
        }
        good = true;
    }
}
