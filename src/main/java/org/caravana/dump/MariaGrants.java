package org.caravana.dump;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.caravana.dump.DumpFailedException.Reason;

/**
 * What an account may see of a database. MariaDB hides routines, triggers and events from an account without the right
 * to them, and {@code mariadb-dump} then leaves them out without a word; so the rights are looked at beforehand.
 */
final class MariaGrants {
    private static final Pattern GRANT = Pattern.compile("GRANT (.+?) ON (\\*|`(?:[^`]|``)*`)\\.\\* TO .*");
    private static final List<String> NEEDED = List.of("SELECT", "SHOW VIEW", "TRIGGER", "EVENT");

    private MariaGrants() {}

    /**
     * @param grants the lines of {@code show grants}
     * @param routines whether the account may read {@code mysql.proc}
     * @throws DumpFailedException if something of the database could be hidden from the account
     */
    static void requireAll(List<String> grants, String database, boolean routines) {
        Set<String> held = held(grants, database);
        if (held.contains("ALL PRIVILEGES")) {
            return;
        }
        Set<String> missing = new TreeSet<>(NEEDED);
        missing.removeAll(held);
        String account = String.join(", ", missing);
        if (!missing.isEmpty()) {
            throw new DumpFailedException(
                    "the account lacks " + account + " on " + database
                            + ", so that the dump would leave things out without a word",
                    "grant " + account.toLowerCase(Locale.ROOT) + " on `" + database + "`.* to the account",
                    Reason.SETTINGS);
        }
        if (!routines && !held.contains("SHOW CREATE ROUTINE") && !held.contains("SHOW_ROUTINE")) {
            throw new DumpFailedException(
                    "the account may not see routines, so that the dump would leave them out without a word",
                    "grant select on mysql.proc to the account (MariaDB), or show_routine on *.* (MySQL)",
                    Reason.SETTINGS);
        }
    }

    private static Set<String> held(List<String> grants, String database) {
        Set<String> held = new HashSet<>();
        for (String line : grants) {
            Matcher grant = GRANT.matcher(line);
            if (grant.matches() && covers(grant.group(2), database)) {
                held.addAll(List.of(grant.group(1).split(", ")));
            }
        }
        return held;
    }

    /** A grant's database is a pattern: {@code %} any text, {@code _} any letter, both may be escaped. */
    private static boolean covers(String pattern, String database) {
        if (pattern.equals("*")) {
            return true;
        }
        String text = pattern.substring(1, pattern.length() - 1).replace("``", "`");
        StringBuilder regex = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\\' && i + 1 < text.length()) {
                regex.append(Pattern.quote(text.substring(++i, i + 1)));
            } else {
                regex.append(c == '%' ? ".*" : c == '_' ? "." : Pattern.quote(String.valueOf(c)));
            }
        }
        return Pattern.compile(regex.toString(), Pattern.CASE_INSENSITIVE)
                .matcher(database)
                .matches();
    }
}
