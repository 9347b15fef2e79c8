package org.caravana.config;

import static org.caravana.config.Key.Section.OFFICE;
import static org.caravana.config.Key.defaulted;

import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import org.caravana.config.Key.Fallback;

/** What concerns the whole office: time, language, and where things lie. */
final class OfficeKeys {
    static final Key<ZoneId> ZONE = defaulted(
            OFFICE,
            "office.zone",
            ValueType.ZONE,
            new Fallback("the machine's", () -> ZoneId.systemDefault().getId()),
            "America/Sao_Paulo",
            "The time zone that schedules are read in and times are printed in.");
    static final Key<String> LANGUAGE = defaulted(
            OFFICE,
            "office.language",
            ValueType.oneOf("pt-BR", "en"),
            new Fallback("`pt-BR` on a machine set to Portuguese, else `en`", OfficeKeys::systemLanguage),
            "pt-BR",
            "The language of mails, pages and reports.");
    static final Key<String> WORKING_HOURS = defaulted(
            OFFICE,
            "office.working-hours",
            ValueType.WORKING_HOURS,
            Fallback.of("MON-FRI 08:00-18:00"),
            "MON-SAT 07:30-17:30",
            "When `target.NAME.bandwidth-working-hours` holds: weekdays, and a time of the day in the office's zone.");
    static final Key<Path> REPOSITORY = defaulted(
            OFFICE,
            "repository",
            ValueType.PATH,
            Fallback.of("data/repository"),
            "/var/lib/caravana/repository",
            "The local directory that holds the backups.");
    static final Key<Path> DATA = defaulted(
            OFFICE,
            "data",
            ValueType.PATH,
            Fallback.of("data"),
            "/var/lib/caravana",
            "The folder of the job catalogue's file, its lock and the control token.");
    static final Key<Path> WORK = defaulted(
            OFFICE,
            "work",
            ValueType.PATH,
            Fallback.of("data/work"),
            "/var/tmp/caravana",
            "Scratch space, for example for objects on their way to an encrypted target.");

    static final List<Key<?>> ALL = List.of(ZONE, LANGUAGE, WORKING_HOURS, REPOSITORY, DATA, WORK);

    private OfficeKeys() {}

    private static String systemLanguage() {
        return Locale.getDefault().getLanguage().equals("pt") ? "pt-BR" : "en";
    }
}
