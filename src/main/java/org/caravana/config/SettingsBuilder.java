package org.caravana.config;

import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import org.caravana.plan.Commands;
import org.caravana.plan.CyclePeriod;
import org.caravana.plan.Plan;
import org.caravana.plan.Schedule;

/** Makes typed settings of values that were found right. */
final class SettingsBuilder {
    private static final String SECRET_FILE_KEY = "(?:.*[.-])?(?:password|passphrase|secret|token|secret-key)-file";

    private static final String USER_ADDRESS = "notice.user.";

    private final Values values;
    private final Names names;
    private final Map<String, String> file;

    SettingsBuilder(Values values, Names names, Map<String, String> file) {
        this.values = values;
        this.names = names;
        this.file = file;
    }

    /** Whether a key, of a kind of target that is the user's own, names a file with a secret. */
    static boolean isSecretFile(String key) {
        return key.matches(SECRET_FILE_KEY);
    }

    Settings build() {
        Path data = values.get(OfficeKeys.DATA);
        return new Settings(
                values.get(OfficeKeys.ZONE),
                Locale.forLanguageTag(values.get(OfficeKeys.LANGUAGE)),
                values.get(OfficeKeys.REPOSITORY),
                data,
                values.get(OfficeKeys.WORK),
                each("database", this::database),
                each("directory", this::directory),
                each("target", this::target),
                each("plan", this::plan),
                people(),
                catalogue(data),
                mail(),
                web(),
                capture(
                        values.get(CaptureKeys.LEVEL),
                        values.get(CaptureKeys.THREADS),
                        values.get(CaptureKeys.CHUNK_SIZE),
                        each("plan", this::captureOf)),
                new Settings.Jobs(
                        values.get(JobKeys.PARALLEL),
                        values.get(JobKeys.NODE),
                        values.get(JobKeys.LEASE),
                        values.get(JobKeys.SETTINGS_LOOK)),
                new Settings.Verification(
                        values.get(VerifyKeys.EVERY),
                        values.optional(VerifyKeys.SIGNATURE_KEY),
                        values.optional(VerifyKeys.ALLOWED_SIGNERS)));
    }

    private <T> Map<String, T> each(String group, Function<String, T> make) {
        Map<String, T> made = new LinkedHashMap<>();
        names.of(group).forEach(name -> made.put(name, make.apply(name)));
        return Collections.unmodifiableMap(made);
    }

    private Settings.Database database(String name) {
        String url = values.optional(DatabaseKeys.URL, name).orElse("command:");
        Map<String, String> options = new TreeMap<>();
        for (Key<String> key : List.of(
                DatabaseKeys.TOOL_FOLDER,
                DatabaseKeys.DUMP_OPTIONS,
                DatabaseKeys.USERS_QUERY,
                DatabaseKeys.DATABASES,
                DatabaseKeys.COMMAND,
                DatabaseKeys.RESTORE_COMMAND,
                DatabaseKeys.VERSION_COMMAND,
                DatabaseKeys.METHOD,
                DatabaseKeys.GLOBALS,
                DatabaseKeys.ROW_COUNTS)) {
            values.optional(key, name).ifPresent(text -> options.put(key.part(), text));
        }
        if (url.startsWith("jdbc:sqlite:")) {
            options.put("work", values.get(OfficeKeys.WORK).toString());
        }
        return new Settings.Database(
                name,
                kind(url),
                url,
                values.optional(DatabaseKeys.USER, name),
                secret(DatabaseKeys.PASSWORD, name),
                Map.copyOf(options));
    }

    private static String kind(String url) {
        String scheme = url.startsWith("jdbc:") ? url.split(":")[1] : "command";
        return scheme.equals("firebirdsql") ? "firebird" : scheme;
    }

    private Settings.Directory directory(String name) {
        return new Settings.Directory(
                name,
                values.get(DirectoryKeys.PATH, name),
                values.optional(DirectoryKeys.EXCLUDE, name).orElse(List.of()),
                values.optional(DirectoryKeys.EXCLUDE_FILE, name),
                values.optional(DirectoryKeys.EXCLUDE_LARGER, name).orElse(Long.MAX_VALUE),
                values.get(DirectoryKeys.ONE_FILE_SYSTEM, name).equals("true"),
                values.get(DirectoryKeys.EXCLUDE_CACHES, name).equals("true"),
                values.get(DirectoryKeys.UNREADABLE, name).equals("partial"),
                values.optional(DirectoryKeys.ACCEPT_UNREADABLE, name).orElse(List.of()));
    }

    private Settings.Target target(String name) {
        Map<String, String> properties = new TreeMap<>();
        Map<String, Secret> secrets = new TreeMap<>();
        ownKeys(name).forEach((key, text) -> {
            if (isSecretFile(key)) {
                values.secret("target." + name + "." + key).ifPresent(s -> secrets.put(Key.bare(key), s));
            } else {
                properties.put(key, text);
            }
        });
        for (Key<?> key : names.keys("target", name)) {
            if (key.type().isSecret()) {
                values.secret(key.of(name)).ifPresent(s -> secrets.put(Key.bare(key.part()), s));
            } else {
                values.placeholder(key, name).ifPresent(text -> properties.put(key.part(), text));
            }
        }
        properties.put("working-hours", values.get(OfficeKeys.WORKING_HOURS));
        return new Settings.Target(
                name,
                values.get(TargetKeys.TARGET_TYPE, name),
                Map.copyOf(properties),
                Map.copyOf(secrets),
                values.optional(TargetKeys.TARGET_ENCRYPT_TO, name).orElse(List.of()),
                values.get(TargetKeys.TARGET_TRANSFERS, name));
    }

    /** What the file says of a target, by the last part of the key. */
    private Map<String, String> ownKeys(String target) {
        String prefix = "target." + target + ".";
        Map<String, String> own = new TreeMap<>();
        file.forEach((key, text) -> {
            if (key.startsWith(prefix)) {
                own.put(key.substring(prefix.length()), values.given(key).orElse(text));
            }
        });
        return own;
    }

    private Plan plan(String name) {
        return new Plan(
                name,
                values.get(PlanKeys.SOURCES, name),
                values.get(PlanKeys.TARGETS, name),
                new Calendars(values, names).schedule(name),
                values.get(PlanKeys.START_WINDOW, name),
                values.get(PlanKeys.COMPLETION_WINDOW, name),
                values.get(PlanKeys.ANNOUNCE_BEFORE, name),
                values.get(PlanKeys.KEEP, name),
                CyclePeriod.valueOf(values.get(PlanKeys.CYCLE, name).toUpperCase(Locale.ROOT)),
                values.get(PlanKeys.SIZE_ALARM, name),
                commands(name),
                values.optional(PlanKeys.WATCH_FOLDER, name)
                        .map(folder -> folder + "/" + values.get(PlanKeys.WATCH_PATTERN, name)),
                values.get(PlanKeys.KEEP_CYCLES, name),
                values.get(PlanKeys.READ_BACK, name));
    }

    private Commands commands(String plan) {
        return new Commands(
                values.optional(PlanKeys.RUN_BEFORE, plan),
                values.optional(PlanKeys.RUN_AFTER, plan),
                values.optional(PlanKeys.RUN_ON_FAILURE, plan),
                values.get(PlanKeys.RUN_TIMEOUT, plan));
    }

    private Settings.Capture captureOf(String plan) {
        return capture(
                values.optional(PlanKeys.LEVEL, plan).orElseGet(() -> values.get(CaptureKeys.LEVEL)),
                values.optional(PlanKeys.THREADS, plan).orElseGet(() -> values.get(CaptureKeys.THREADS)),
                values.optional(PlanKeys.CHUNK_SIZE, plan).orElseGet(() -> values.get(CaptureKeys.CHUNK_SIZE)),
                Map.of());
    }

    private Settings.Capture capture(int level, int threads, String chunkSize, Map<String, Settings.Capture> ofPlans) {
        return new Settings.Capture(
                level,
                threads,
                ValueType.SIZE.parser().parse(chunkSize, null).intValue(),
                values.get(CaptureKeys.READ_ALL).equals("yes"),
                ofPlans);
    }

    private Settings.CatalogueDatabase catalogue(Path data) {
        String here = Settings.CatalogueDatabase.in(data).url();
        return new Settings.CatalogueDatabase(
                values.optional(CatalogueKeys.URL).orElse(here),
                values.optional(CatalogueKeys.USER),
                secret(CatalogueKeys.PASSWORD, ""));
    }

    private Settings.Mail mail() {
        return new Settings.Mail(
                values.optional(NoticeKeys.MAIL_SERVER),
                values.optional(NoticeKeys.MAIL_USER),
                secret(NoticeKeys.MAIL_PASSWORD, ""),
                values.get(NoticeKeys.MAIL_FROM),
                values.optional(NoticeKeys.MAIL_SUPPORT).orElse(List.of()));
    }

    private Settings.People people() {
        Map<String, String> addresses = new TreeMap<>();
        file.forEach((key, text) -> {
            if (key.startsWith(USER_ADDRESS)) {
                addresses.put(key.substring(USER_ADDRESS.length()), text);
            }
        });
        return new Settings.People(
                values.optional(NoticeKeys.NOTICE_USERS).orElse(List.of()),
                Map.copyOf(addresses),
                values.optional(NoticeKeys.NOTICE_COMMAND),
                Optional.of(values.get(NoticeKeys.DIGEST_SCHEDULE))
                        .filter(schedule -> !schedule.equals("off"))
                        .map(schedule -> new Schedule(schedule, values.get(OfficeKeys.ZONE))));
    }

    private Settings.Web web() {
        return new Settings.Web(
                values.get(WebKeys.HOST),
                values.get(WebKeys.PORT),
                values.get(WebKeys.USER),
                secret(WebKeys.PASSWORD, ""));
    }

    private Optional<Secret> secret(Key<?> key, String name) {
        return values.secret(key.of(name));
    }
}
