package org.caravana.config;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.caravana.plan.InvalidScheduleException;

/** Looks at every key and value, and at how they fit together; finds all problems, not the first. */
final class SettingsCheck {
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,62}");
    private static final Set<String> FREE = Set.of("camel", "custom", "notice");
    private static final Pattern INLINE_SECRET =
            Pattern.compile("(?:.*[.-])?(?:password|passphrase|secret|token|secret-key)");
    private static final Pattern SECRET_IN_ADDRESS = Pattern.compile("(?i).*([?&;]password=|//[^/@\\s]*:[^/@\\s]*@).*");
    private static final Pattern RECIPIENT = Pattern.compile("age1[a-z0-9]{10,}");
    private static final String KEY_LIST = "docs/settings.md lists the settings; your own keys go under custom.";

    private final Map<String, String> file;
    private final Values values;
    private final Names names;
    private final List<Problem> problems;

    SettingsCheck(Map<String, String> file, Values values, Names names, List<Problem> problems) {
        this.file = file;
        this.values = values;
        this.names = names;
        this.problems = problems;
    }

    void run() {
        file.forEach(this::checkKey);
        Keys.ALL.stream().filter(key -> !key.named()).forEach(key -> checkValue(key, ""));
        names.groups().forEach(group -> names.of(group).forEach(name -> checkNamed(group, name)));
        sourcesHaveOneMeaning();
        checkBusinessDays();
        names.of("database").forEach(this::checkDatabase);
        names.of("plan").forEach(this::checkPlan);
        names.of("target").forEach(this::checkTarget);
        checkMail();
    }

    private void checkKey(String key, String text) {
        String prefix = key.contains(".") ? key.substring(0, key.indexOf('.')) : key;
        if (INLINE_SECRET.matcher(key).matches()) {
            problem(
                    key,
                    "a secret does not belong into this file",
                    "put it into a file of mode 600 and name that with " + key
                            + "-file, or set the environment variable " + Key.variable(key));
        } else if (isElsewhere(key)) {
            problem(key, "is for disks, which are targets of type directory", "leave it out");
        } else if (!FREE.contains(prefix) && !isKnown(key)) {
            problem(key, "unknown setting", Nearest.hint(key, names.known(), KEY_LIST));
        } else if (!FREE.contains(prefix) && text.contains("{{")) {
            problem(
                    key,
                    "placeholders are not filled in here",
                    "write the value, or set the environment variable " + Key.variable(key));
        }
    }

    private boolean isElsewhere(String key) {
        String[] parts = key.split("\\.", 3);
        return parts.length == 3
                && TargetKeys.DIRECTORY_TARGET_REMOVABLE.of(parts[1]).equals(key)
                && names.type(parts[1])
                        .filter(type -> !type.equals("directory"))
                        .isPresent();
    }

    private boolean isKnown(String key) {
        String[] parts = key.split("\\.", 3);
        if (parts.length == 3 && parts[0].equals("target") && names.isOwnKind(parts[1])) {
            return true;
        }
        return names.known().contains(key);
    }

    private void checkNamed(String group, String name) {
        if (!NAME.matcher(name).matches()) {
            problem(
                    group + "." + name,
                    "'" + name + "' is no name",
                    "use lower-case letters, digits and hyphens, 63 at most");
        }
        names.keys(group, name).forEach(key -> checkValue(key, name));
    }

    private <T> void checkValue(Key<T> key, String name) {
        String of = key.of(name);
        try {
            if (key.type().isSecret()) {
                values.secret(of);
            } else if (values.optional(key, name).isEmpty() && key.required()) {
                problem(of, "is missing", "add a line like " + of + "=" + key.example());
            } else {
                values.given(of)
                        .filter(t -> SECRET_IN_ADDRESS.matcher(t).matches())
                        .ifPresent(t -> secretInAddress(of));
            }
        } catch (ValueType.Misfit e) {
            problem(of, e.getMessage(), e.hint());
        }
    }

    private void checkSecret(String key) {
        try {
            values.secret(key);
        } catch (ValueType.Misfit e) {
            problem(key, e.getMessage(), e.hint());
        }
    }

    private void secretInAddress(String key) {
        problem(
                key,
                "the address holds a password",
                "leave user and password out of it and set them by their own keys");
    }

    private void sourcesHaveOneMeaning() {
        Set<String> both = new TreeSet<>(names.of("database"));
        both.retainAll(names.of("directory"));
        both.forEach(
                name -> problem("directory." + name, "'" + name + "' is a database, too", "rename one of the two"));
    }

    private void checkDatabase(String database) {
        String url = DatabaseKeys.URL.of(database);
        boolean both = values.given(url).isPresent()
                && values.given(DatabaseKeys.COMMAND.of(database)).isPresent();
        boolean neither = values.given(url).isEmpty()
                && values.given(DatabaseKeys.COMMAND.of(database)).isEmpty();
        if (both) {
            problem(url, "stands beside a command", "keep one of the two");
        } else if (neither) {
            problem(url, "is missing", "add a line like " + url + "=" + DatabaseKeys.URL.example() + ", or a command");
        }
        boolean files =
                values.given(DatabaseKeys.METHOD.of(database)).orElse("dump").equals("files");
        if (files && !values.given(url).orElse("").startsWith("jdbc:postgresql:")) {
            problem(DatabaseKeys.METHOD.of(database), "files is for PostgreSQL alone", "leave it out");
        }
        String several = DatabaseKeys.DATABASES.of(database);
        if (values.given(several).isPresent() && files) {
            problem(several, "stands beside method=files, which copies the whole server", "leave one of them out");
        } else if (values.given(several).isPresent()
                && !values.given(url).orElse("").matches("jdbc:(postgresql|mariadb):.*")) {
            problem(several, "is for PostgreSQL and MariaDB alone", "make each database a source of its own");
        }
    }

    private void checkPlan(String plan) {
        Set<String> sources = new TreeSet<>(names.of("database"));
        sources.addAll(names.of("directory"));
        checkList(PlanKeys.SOURCES.of(plan), sources, "database or directory");
        checkList(PlanKeys.TARGETS.of(plan), names.of("target"), "target");
        checkStart(plan);
        values.given(PlanKeys.CALENDAR.of(plan)).ifPresent(calendar -> checkCalendar(plan, calendar));
    }

    private void checkStart(String plan) {
        String schedule = PlanKeys.SCHEDULE.of(plan);
        boolean fires = values.given(schedule).isPresent();
        boolean watches = values.given(PlanKeys.WATCH_FOLDER.of(plan)).isPresent();
        boolean chooses = values.given(PlanKeys.CALENDAR.of(plan)).isPresent();
        if (!fires && (!watches || chooses)) {
            problem(
                    schedule,
                    "is missing",
                    "add a line like " + schedule + "=" + PlanKeys.SCHEDULE.example()
                            + (chooses ? "" : ", or " + PlanKeys.WATCH_FOLDER.of(plan)));
        }
    }

    private void checkCalendar(String plan, String calendar) {
        Calendars calendars = new Calendars(values, names);
        String key = PlanKeys.CALENDAR.of(plan);
        if (!calendars.known().contains(calendar)) {
            problem(
                    key,
                    "no calendar is named '" + calendar + "'",
                    Nearest.hint(calendar, calendars.known(), "there are " + String.join(", ", calendars.known())));
        } else if (problems.isEmpty()) {
            try {
                calendars.schedule(plan);
            } catch (InvalidScheduleException e) {
                problem(key, e.what(), e.hint());
            }
        }
    }

    private void checkBusinessDays() {
        try {
            new Calendars(values, names).businessDays();
        } catch (InvalidScheduleException e) {
            problem("calendar", e.what(), e.hint());
        }
    }

    private void checkList(String key, Collection<String> known, String what) {
        Set<String> seen = new HashSet<>();
        List<String> listed = values.given(key).map(Values::split).orElse(List.of());
        if (listed.isEmpty() && values.given(key).isPresent()) {
            problem(key, "names nothing", "name at least one " + what);
        }
        for (String name : listed) {
            if (!seen.add(name)) {
                problem(key, "'" + name + "' stands there twice", "keep it once");
            } else if (!known.contains(name)) {
                problem(
                        key,
                        "no " + what + " is named '" + name + "'",
                        Nearest.hint(
                                name,
                                known,
                                known.isEmpty() ? "set one up first" : "there are " + String.join(", ", known)));
            }
        }
    }

    private void checkTarget(String target) {
        names.type(target).filter(type -> names.isOwnKind(target)).ifPresent(type -> Nearest.to(
                        type, Names.kindsOfTarget())
                .filter(near -> !near.equals(type) && type.length() > 1 && looksMistyped(type, near))
                .ifPresent(near -> problem(
                        TargetKeys.TARGET_TYPE.of(target),
                        "'" + type + "' is no kind of target",
                        "did you mean " + near + "?")));
        file.keySet().stream()
                .filter(key -> names.isOwnKind(target) && key.startsWith("target." + target + "."))
                .filter(SettingsBuilder::isSecretFile)
                .forEach(this::checkSecret);
        values.given(TargetKeys.TARGET_ENCRYPT_TO.of(target)).map(Values::split).orElse(List.of()).stream()
                .filter(recipient -> !RECIPIENT.matcher(recipient).matches())
                .forEach(recipient -> problem(
                        TargetKeys.TARGET_ENCRYPT_TO.of(target),
                        "'" + shown(recipient) + "' is no age recipient",
                        "write what age-keygen calls the public key; it begins with age1"));
        if (names.type(target).filter("s3"::equals).isPresent()) {
            checkPair(TargetKeys.S3_ACCESS_KEY.of(target), TargetKeys.S3_SECRET_KEY.of(target));
        }
    }

    /** A private key pasted in the public one's place is not repeated in a message. */
    private static String shown(String recipient) {
        return recipient.startsWith("AGE-SECRET") ? "AGE-SECRET-…" : recipient;
    }

    private static boolean looksMistyped(String type, String near) {
        return type.equalsIgnoreCase(near) || Math.abs(type.length() - near.length()) <= 1 && near.length() > 2;
    }

    private void checkPair(String plain, String secretFile) {
        boolean secret = values.given(secretFile).isPresent()
                || values.given(Key.bare(secretFile)).isPresent();
        if (values.given(plain).isPresent() != secret) {
            problem(plain, "one of " + plain + " and " + Key.bare(secretFile) + " is missing", "give both or neither");
        }
    }

    private void checkMail() {
        if (values.given(NoticeKeys.MAIL_SERVER.pattern()).isPresent()
                && values.given(NoticeKeys.MAIL_SUPPORT.pattern()).isEmpty()) {
            problem(NoticeKeys.MAIL_SUPPORT.pattern(), "is missing", "name who gets the mails, for example ti@example");
        }
    }

    private void problem(String key, String what, String hint) {
        problems.add(new Problem(key, what, hint));
    }

    static List<Problem> sorted(List<Problem> problems) {
        List<Problem> sorted = new ArrayList<>(problems);
        sorted.sort(Comparator.comparing(Problem::key));
        return sorted;
    }
}
