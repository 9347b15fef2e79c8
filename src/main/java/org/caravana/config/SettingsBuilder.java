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
import org.caravana.plan.CyclePeriod;
import org.caravana.plan.Plan;

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
        Path data = values.get(Keys.DATA);
        return new Settings(
                values.get(Keys.ZONE),
                Locale.forLanguageTag(values.get(Keys.LANGUAGE)),
                values.get(Keys.REPOSITORY),
                data,
                values.get(Keys.WORK),
                each("database", this::database),
                each("directory", this::directory),
                each("target", this::target),
                each("plan", this::plan),
                people(),
                catalogue(data),
                mail(),
                web(),
                new Settings.Capture(
                        values.get(Keys.CAPTURE_LEVEL),
                        values.get(Keys.CAPTURE_THREADS),
                        values.get(Keys.CAPTURE_READ_ALL).equals("yes")),
                new Settings.Jobs(
                        values.get(Keys.JOB_PARALLEL),
                        values.get(Keys.JOB_NODE),
                        values.get(Keys.JOB_LEASE),
                        values.get(Keys.SETTINGS_LOOK)));
    }

    private <T> Map<String, T> each(String group, Function<String, T> make) {
        Map<String, T> made = new LinkedHashMap<>();
        names.of(group).forEach(name -> made.put(name, make.apply(name)));
        return Collections.unmodifiableMap(made);
    }

    private Settings.Database database(String name) {
        String url = values.optional(Keys.DATABASE_URL, name).orElse("command:");
        Map<String, String> options = new TreeMap<>();
        for (Key<String> key : List.of(
                Keys.DATABASE_TOOL_FOLDER,
                Keys.DATABASE_DUMP_OPTIONS,
                Keys.DATABASE_USERS_QUERY,
                Keys.DATABASE_DATABASES,
                Keys.DATABASE_COMMAND,
                Keys.DATABASE_RESTORE_COMMAND,
                Keys.DATABASE_VERSION_COMMAND,
                Keys.DATABASE_GLOBALS,
                Keys.DATABASE_ROW_COUNTS)) {
            values.optional(key, name).ifPresent(text -> options.put(key.part(), text));
        }
        if (url.startsWith("jdbc:sqlite:")) {
            options.put("work", values.get(Keys.WORK).toString());
        }
        return new Settings.Database(
                name,
                url.equals("command:") ? "command" : url.split(":")[1],
                url,
                values.optional(Keys.DATABASE_USER, name),
                secret(Keys.DATABASE_PASSWORD, name),
                Map.copyOf(options));
    }

    private Settings.Directory directory(String name) {
        return new Settings.Directory(
                name,
                values.get(Keys.DIRECTORY_PATH, name),
                values.optional(Keys.DIRECTORY_EXCLUDE, name).orElse(List.of()),
                values.optional(Keys.DIRECTORY_EXCLUDE_FILE, name),
                values.optional(Keys.DIRECTORY_EXCLUDE_LARGER, name).orElse(Long.MAX_VALUE),
                values.get(Keys.DIRECTORY_ONE_FILE_SYSTEM, name).equals("true"),
                values.get(Keys.DIRECTORY_EXCLUDE_CACHES, name).equals("true"),
                values.get(Keys.DIRECTORY_UNREADABLE, name).equals("partial"),
                values.optional(Keys.DIRECTORY_ACCEPT_UNREADABLE, name).orElse(List.of()));
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
        return new Settings.Target(
                name,
                values.get(Keys.TARGET_TYPE, name),
                Map.copyOf(properties),
                Map.copyOf(secrets),
                values.optional(Keys.TARGET_ENCRYPT_TO, name).orElse(List.of()),
                values.get(Keys.TARGET_TRANSFERS, name));
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
                values.get(Keys.PLAN_SOURCES, name),
                values.get(Keys.PLAN_TARGETS, name),
                new Calendars(values, names).schedule(name),
                values.get(Keys.PLAN_START_WINDOW, name),
                values.get(Keys.PLAN_COMPLETION_WINDOW, name),
                values.get(Keys.PLAN_ANNOUNCE_BEFORE, name),
                values.get(Keys.PLAN_KEEP, name),
                CyclePeriod.valueOf(values.get(Keys.PLAN_CYCLE, name).toUpperCase(Locale.ROOT)));
    }

    private Settings.CatalogueDatabase catalogue(Path data) {
        // "async:" writes the file by AsynchronousFileChannel, which an interrupted thread does not close.
        String here = "jdbc:h2:async:" + data.resolve("catalogue");
        return new Settings.CatalogueDatabase(
                values.optional(Keys.CATALOGUE_URL).orElse(here),
                values.optional(Keys.CATALOGUE_USER),
                secret(Keys.CATALOGUE_PASSWORD, ""));
    }

    private Settings.Mail mail() {
        return new Settings.Mail(
                values.optional(Keys.MAIL_SERVER),
                values.optional(Keys.MAIL_USER),
                secret(Keys.MAIL_PASSWORD, ""),
                values.get(Keys.MAIL_FROM),
                values.optional(Keys.MAIL_SUPPORT).orElse(List.of()));
    }

    private Settings.People people() {
        Map<String, String> addresses = new TreeMap<>();
        file.forEach((key, text) -> {
            if (key.startsWith(USER_ADDRESS)) {
                addresses.put(key.substring(USER_ADDRESS.length()), text);
            }
        });
        return new Settings.People(
                values.optional(Keys.NOTICE_USERS).orElse(List.of()),
                Map.copyOf(addresses),
                values.optional(Keys.NOTICE_COMMAND));
    }

    private Settings.Web web() {
        return new Settings.Web(
                values.get(Keys.WEB_HOST),
                values.get(Keys.WEB_PORT),
                values.get(Keys.WEB_USER),
                secret(Keys.WEB_PASSWORD, ""));
    }

    private Optional<Secret> secret(Key<?> key, String name) {
        return values.secret(key.of(name));
    }
}
