package org.caravana.config;

import java.util.Map;
import org.caravana.config.Key.Section;

/** The list of settings as a page, {@code docs/settings.md}. */
final class SettingsTable {
    private static final Map<Section, String> HEADINGS = Map.ofEntries(
            Map.entry(Section.OFFICE, "Office and places"),
            Map.entry(Section.DATABASE, "Databases"),
            Map.entry(Section.DIRECTORY, "Directories"),
            Map.entry(Section.TARGET, "Targets"),
            Map.entry(Section.SFTP, "Targets with `type=sftp`"),
            Map.entry(Section.S3, "Targets with `type=s3`"),
            Map.entry(Section.DIRECTORY_TARGET, "Targets with `type=directory`"),
            Map.entry(Section.PLAN, "Plans"),
            Map.entry(Section.CALENDAR, "Calendars"),
            Map.entry(Section.MAIL, "Mail and notices"),
            Map.entry(Section.JOB, "Jobs and retries"),
            Map.entry(Section.VERIFY, "Verification"),
            Map.entry(Section.CAPTURE, "Capture"),
            Map.entry(Section.CATALOGUE, "Job catalogue"),
            Map.entry(Section.WEB, "Watching"));
    private static final String INTRODUCTION = """
            # Settings

            They stand in `application.properties`, in UTF-8; a backslash is written twice. `NAME` is a name of your
            choice: lower-case letters, digits and hyphens. All problems are told together, at the start and by
            `caravana check`.

            - An environment variable wins over the file: `CARAVANA_` and the key in capitals, with `_` for what is
              neither letter nor digit. `CARAVANA_CAPTURE_LEVEL=9` sets `capture.level`.
            - A secret is never written into the file. `…password-file` names a file that its owner alone may read
              (`chmod 600`); or its variable without `_FILE` holds it: `CARAVANA_DATABASE_CONAN_PASSWORD`.
            - Durations: `10m`, `1h30m`, `48h`, `31d`, or ISO 8601, `PT10M`. Relative paths start at the home folder,
              which `--home` names; by default that of `caravana.jar`. Lists are separated by commas.
            - `camel.*` goes to Camel as it is. Other keys that begin with `custom.` or `notice.` are yours, for your own
              routes. In a route each key is a placeholder: `{{retry.copy-every}}`, also where its default holds.
            """;

    private SettingsTable() {}

    static String markdown() {
        StringBuilder page = new StringBuilder(INTRODUCTION);
        for (Section section : Section.values()) {
            page.append("\n## ").append(HEADINGS.get(section)).append("\n\n");
            page.append("| key | form | default | example | |\n|---|---|---|---|---|\n");
            Keys.ALL.stream().filter(key -> key.section() == section).forEach(key -> page.append(row(key)));
        }
        return page.toString();
    }

    private static String row(Key<?> key) {
        return "| `" + key.pattern() + "` | " + key.type().told() + " | " + byDefault(key) + " | `" + key.example()
                + "` | " + key.description() + " |\n";
    }

    private static String byDefault(Key<?> key) {
        if (key.required()) {
            return "**required**";
        }
        return key.fallback() == null ? "none" : key.fallback().told();
    }
}
