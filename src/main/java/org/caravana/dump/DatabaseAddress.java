package org.caravana.dump;

import java.util.Map;
import java.util.Optional;
import org.caravana.config.Secret;
import org.caravana.config.Settings;

/**
 * Where a database is and who asks.
 *
 * @param url a JDBC URL, without a password in it
 * @param options {@code tool}: the dump program, if not the one on the path, its siblings lie beside it; {@code
 *     dump-options}: further words for it, parted by spaces
 */
public record DatabaseAddress(
        String url, Optional<String> user, Optional<Secret> password, Map<String, String> options) {

    public static DatabaseAddress of(Settings.Database database) {
        return new DatabaseAddress(database.url(), database.user(), database.password(), database.options());
    }

    /** A program of the database, {@code pg_dump} or one that comes with it. */
    String tool(String name) {
        String tool = options.get("tool");
        if (tool == null) {
            return name;
        }
        return tool.substring(0, tool.lastIndexOf('/') + 1) + name;
    }
}
