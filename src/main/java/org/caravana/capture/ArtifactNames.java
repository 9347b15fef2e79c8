package org.caravana.capture;

import java.util.Collection;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import org.caravana.dump.Dump;

/**
 * The names of a source's artifacts. A database of a server is named {@code SOURCE-DATABASE}; what a name cannot hold
 * becomes a hyphen, and a name that is taken gets a number. The manifest has the database's real name.
 */
final class ArtifactNames {
    private static final int LONGEST = 63;

    private final String source;
    private final Set<String> taken;

    /** @param others the other sources, whose artifacts have names of their own */
    ArtifactNames(String source, Collection<String> others) {
        this.source = source;
        this.taken = new HashSet<>(others);
    }

    String of(Dump dump) {
        return dump.database().map(this::free).orElse(source) + dump.suffix();
    }

    private String free(String database) {
        String plain = source + "-" + database.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9-]", "-");
        String name = cut(plain, LONGEST);
        for (int number = 2; !taken.add(name); number++) {
            String end = "-" + number;
            name = cut(plain, LONGEST - end.length()) + end;
        }
        return name;
    }

    private static String cut(String text, int most) {
        return text.length() <= most ? text : text.substring(0, most);
    }
}
