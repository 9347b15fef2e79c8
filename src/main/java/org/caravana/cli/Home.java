package org.caravana.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.caravana.archive.SystemCalls;
import org.caravana.config.InvalidSettingsException;
import org.caravana.config.Settings;
import org.caravana.config.SettingsReader;

/**
 * Where this installation lies.
 *
 * @param folder holds {@code routes/}; relative paths of the settings start here
 * @param settingsFile the settings
 * @param environment the process's environment
 */
public record Home(Path folder, Path settingsFile, Map<String, String> environment) {
    static final String VARIABLE = "CARAVANA_HOME";
    private static final String SETTINGS = "application.properties";

    /**
     * Finds it: the folder that is named, else that of {@code CARAVANA_HOME}, else the jar's, else the current one.
     *
     * @param named from {@code --home}; {@code null} if not given
     * @param settings from {@code --settings}; {@code null} if not given
     * @param jarFolder the folder of the jar, if this runs from one
     */
    static Home find(
            Path named, Path settings, Map<String, String> environment, Optional<Path> jarFolder, Path current) {
        Path folder = Optional.ofNullable(named)
                .or(() -> Optional.ofNullable(environment.get(VARIABLE))
                        .filter(v -> !v.isBlank())
                        .map(Path::of))
                .or(() -> jarFolder.filter(jar -> Files.exists(jar.resolve(SETTINGS))))
                .map(current::resolve)
                .orElse(current)
                .toAbsolutePath()
                .normalize();
        Path file = settings == null
                ? folder.resolve(SETTINGS)
                : current.resolve(settings).toAbsolutePath();
        return new Home(folder, file.normalize(), environment);
    }

    /** The route files, {@code *.camel.yaml} in and below. */
    public Path routes() {
        return folder.resolve("routes");
    }

    /** Reads the settings anew. */
    public SettingsReader reader() {
        return new SettingsReader(settingsFile, folder, environment);
    }

    /** @throws org.caravana.config.InvalidSettingsException with everything that is wrong */
    public Settings settings() {
        Settings settings = reader().settings();
        SystemCalls.unpackIn(settings.work());
        return settings;
    }

    /** The office's language; the machine's where there are no settings that hold, as on a machine made anew. */
    Locale language() {
        try {
            return settings().language();
        } catch (InvalidSettingsException e) {
            return Locale.getDefault();
        }
    }
}
