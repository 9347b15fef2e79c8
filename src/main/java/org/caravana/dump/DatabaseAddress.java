package org.caravana.dump;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.caravana.config.Secret;
import org.caravana.config.Settings;

/**
 * Where a database is and who asks.
 *
 * @param url a JDBC URL, without a password in it
 * @param options the settings {@code database.NAME.OPTION} that are about dumping, by their OPTION
 */
public record DatabaseAddress(
        String url, Optional<String> user, Optional<Secret> password, Map<String, String> options) {

    private static final Pattern SERVER_URL = Pattern.compile("(jdbc:[a-z]+://[^/?]*)(?:/[^?]*)?(\\?.*)?");

    public static DatabaseAddress of(Settings.Database database) {
        return new DatabaseAddress(database.url(), database.user(), database.password(), database.options());
    }

    /** What the database's refusal to answer means, in its own words. */
    public DumpFailedException failure(SQLException refusal) {
        return new DatabaseConnection(this).failure(refusal);
    }

    /** Its URL without parameters. */
    String plainUrl() {
        return url.replaceAll("[?;].*", "");
    }

    /** A program of the database, {@code pg_dump} or one that comes with it. */
    String tool(String name) {
        String folder = options.get("tool-folder");
        return folder == null ? name : Path.of(folder).resolve(name).toString();
    }

    /** The first of a program's names that there is; the first one if there is none. */
    String firstTool(String... names) {
        String folders = options.getOrDefault("tool-folder", System.getenv().getOrDefault("PATH", "/usr/bin"));
        for (String name : names) {
            for (String folder : folders.split(":")) {
                if (Files.isExecutable(Path.of(folder, name))) {
                    return tool(name);
                }
            }
        }
        return tool(names[0]);
    }

    /** The kind of database, if it is a known one. */
    public Optional<DatabaseKind> kind() {
        return DatabaseKind.ofUrl(url);
    }

    String option(String name, String otherwise) {
        return options.getOrDefault(name, otherwise);
    }

    /** What the dump program is told beside what is needed. */
    List<String> furtherWords() {
        return Arrays.stream(option("dump-options", "").split("\\s+"))
                .filter(word -> !word.isEmpty())
                .toList();
    }

    boolean countsRows() {
        return option("row-counts", "true").equals("true");
    }

    /** Whether the server's own files are copied, in place of a dump. */
    boolean copiesFiles() {
        return option("method", "dump").equals("files");
    }

    /** Whether it stands for several databases of a server. */
    public boolean several() {
        return options.containsKey("databases");
    }

    /** A query for who else is connected to what is dumped; blank where nobody can be asked. */
    public String usersInOperation() {
        return kind().map(k -> k.usersInOperation(several() || copiesFiles(), named()))
                .orElse("");
    }

    /** The databases that are meant; empty: all, where {@link #several()}. */
    List<String> named() {
        return Arrays.stream(option("databases", "*").split(","))
                .map(String::strip)
                .filter(name -> !name.isEmpty() && !name.equals("*"))
                .toList();
    }

    /** Another database of the same server. */
    public DatabaseAddress at(String database) {
        // PostgreSQL's driver decodes the name, MariaDB's takes it as it stands
        String name = kind().filter(DatabaseKind.POSTGRESQL::equals).isPresent()
                ? URLEncoder.encode(database, StandardCharsets.UTF_8).replace("+", "%20")
                : database;
        Matcher parts = SERVER_URL.matcher(url);
        if (!parts.matches()) {
            return this;
        }
        String query = parts.group(2) == null ? "" : parts.group(2);
        return new DatabaseAddress(parts.group(1) + "/" + name + query, user, password, options);
    }
}
