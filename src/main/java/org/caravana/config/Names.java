package org.caravana.config;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.caravana.config.Key.Section;

/** The names of databases, directories, targets, plans and calendars that the settings have, and the keys that each may have. */
final class Names {
    private static final List<String> GROUPS = List.of("database", "directory", "target", "plan", "calendar");
    private static final Map<String, List<Section>> KINDS_OF_TARGET = Map.of(
            "sftp", List.of(Section.TARGET, Section.SFTP),
            "s3", List.of(Section.TARGET, Section.S3),
            "directory", List.of(Section.TARGET, Section.DIRECTORY_TARGET));

    private final Map<String, Set<String>> names = new LinkedHashMap<>();
    private final Values values;

    Names(Collection<String> keys, Values values) {
        this.values = values;
        GROUPS.forEach(group -> names.put(group, new TreeSet<>()));
        keys.forEach(this::add);
    }

    private void add(String key) {
        String[] parts = key.split("\\.", 3);
        if (parts.length == 3 && names.containsKey(parts[0])) {
            names.get(parts[0]).add(parts[1]);
        }
    }

    /** @param group {@code database}, {@code directory}, {@code target}, {@code plan} or {@code calendar} */
    Set<String> of(String group) {
        return names.get(group);
    }

    Stream<String> groups() {
        return names.keySet().stream();
    }

    /** The keys that a name of a group may have; of a target, those of its kind. */
    List<Key<?>> keys(String group, String name) {
        List<Section> sections = group.equals("target")
                ? KINDS_OF_TARGET.getOrDefault(type(name).orElse(""), List.of(Section.TARGET))
                : List.of(Section.valueOf(group.toUpperCase(Locale.ROOT)));
        return Keys.ALL.stream()
                .filter(key -> key.named() && sections.contains(key.section()))
                .toList();
    }

    Optional<String> type(String target) {
        return values.given(TargetKeys.TARGET_TYPE.of(target));
    }

    /** Whether a target's kind comes with a route file of the user's, and so with keys of its own. */
    boolean isOwnKind(String target) {
        return type(target).filter(type -> !KINDS_OF_TARGET.containsKey(type)).isPresent();
    }

    static Collection<String> kindsOfTarget() {
        return KINDS_OF_TARGET.keySet();
    }

    static boolean isGroup(String prefix) {
        return GROUPS.contains(prefix);
    }

    /** All keys that these settings may have, for suggestions. */
    List<String> known() {
        Stream<String> plain = Keys.ALL.stream().filter(key -> !key.named()).map(Key::pattern);
        Stream<String> named = groups().flatMap(group ->
                of(group).stream().flatMap(name -> keys(group, name).stream().map(key -> key.of(name))));
        return Stream.concat(plain, named).toList();
    }
}
