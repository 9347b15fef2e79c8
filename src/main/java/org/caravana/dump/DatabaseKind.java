package org.caravana.dump;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** A kind of database: how its URLs begin, and what is asked of it in its own words. */
public enum DatabaseKind {
    POSTGRESQL("postgresql", "jdbc:postgresql:", ".dump", "pg-custom", """
            select usename as "user",
                   coalesce(host(client_addr), case when backend_type is null then '-' else 'local' end) as "from",
                   coalesce(nullif(application_name, ''), '-') as application
              from pg_stat_activity
             where %s and usename is not null
               and coalesce(backend_type, 'client backend') = 'client backend'
               and pid <> pg_backend_pid() and coalesce(application_name, '') not like 'caravana%%'
             order by 1, 2, 3"""),
    MARIADB("mariadb", "jdbc:mariadb:", ".sql", "mariadb-sql", """
            select user as 'user', coalesce(nullif(substring_index(host, ':', 1), ''), 'local') as 'from',
                   command as 'application'
              from information_schema.processlist
             where %s and id <> connection_id()
             order by 1, 2, 3"""),
    FIREBIRD("firebird", "jdbc:firebirdsql:", ".fbk", "gbak", """
            select trim(mon$user) as "user", coalesce(mon$remote_address, 'local') as "from",
                   coalesce(nullif(mon$remote_process, ''), '-') as "application"
              from mon$attachments
             where mon$attachment_id <> current_connection and mon$system_flag = 0
               and coalesce(mon$remote_process, '') <> 'caravana'
             order by 1, 2, 3"""),
    SQLITE("sqlite", "jdbc:sqlite:", ".sqlite", "sqlite-db", ""),
    COMMAND("command", "command:", ".out", "command", ""),
    H2("h2", "jdbc:h2:", ".sql", "sql", """
            select user_name as "user", coalesce(client_addr, 'local') as "from", '-' as application
              from information_schema.sessions
             where session_id <> session_id()
             order by 1, 2, 3""");

    private final String key;
    private final String prefix;
    private final String suffix;
    private final String format;
    private final String users;

    DatabaseKind(String key, String prefix, String suffix, String format, String users) {
        this.key = key;
        this.prefix = prefix;
        this.suffix = suffix;
        this.format = format;
        this.users = users;
    }

    /** The kind that a JDBC URL is for. */
    public static Optional<DatabaseKind> ofUrl(String url) {
        return Arrays.stream(values()).filter(k -> url.startsWith(k.prefix)).findFirst();
    }

    /** The kind of a {@link #key()}, as settings and manifests write it. */
    public static Optional<DatabaseKind> ofKey(String key) {
        return Arrays.stream(values()).filter(k -> k.key.equals(key)).findFirst();
    }

    /** As settings and manifests write it, for example {@code postgresql}. */
    public String key() {
        return key;
    }

    /** What the name of a source's artifact ends in, for example {@code .dump}. */
    public String suffix() {
        return suffix;
    }

    /** Whether a dump of this format can be loaded into it. */
    public boolean reads(String format) {
        return this.format.equals(format)
                || this == POSTGRESQL && PgGlobals.FORMAT.equals(format)
                || this == MARIADB && MariaServer.USERS.equals(format);
    }

    /** What its driver is told beside user and password: our name, and seconds to wait for an answer. */
    Map<String, String> connectionProperties() {
        return switch (this) {
            case POSTGRESQL -> Map.of("ApplicationName", "caravana", "connectTimeout", "10", "loginTimeout", "30");
            case MARIADB -> Map.of("connectTimeout", "10000");
            case FIREBIRD -> Map.of("connectTimeout", "10", "encoding", "UTF8", "processName", "caravana");
            case H2, SQLITE, COMMAND -> Map.of();
        };
    }

    /** The artifact's format in the manifest: for example {@code pg-custom}. */
    public String format() {
        return format;
    }

    /** Whether it is a server or library that answers over JDBC; else its programs are all there is to ask. */
    public boolean answersJdbc() {
        return this != SQLITE && this != COMMAND;
    }

    /** A statement that succeeds if the database answers; only where it {@link #answersJdbc()}. */
    public String readinessStatement() {
        return this == FIREBIRD ? "select 1 from rdb$database" : "select 1";
    }

    /** The statement whose rows are a dump; empty where a tool of its own dumps the database. */
    public Optional<String> dumpStatement() {
        return this == H2 ? Optional.of("SCRIPT") : Optional.empty();
    }

    /**
     * A query for who else is connected: columns {@code user}, {@code from}, {@code application}; one row a connection.
     * Blank where nobody can be asked. What an account may not see of others' connections is empty there, not hidden.
     *
     * @param databases the databases that are meant; empty: the one that is asked, or all where {@code several}
     */
    String usersInOperation(boolean several, List<String> databases) {
        return switch (this) {
            case POSTGRESQL -> users.formatted(place("datname", "current_database()", several, databases));
            case MARIADB -> users.formatted(place("db", "database()", several, databases));
            case FIREBIRD, SQLITE, COMMAND, H2 -> users;
        };
    }

    private static String place(String column, String current, boolean several, List<String> databases) {
        if (!several) {
            return column + " = " + current;
        }
        return databases.isEmpty()
                ? column + " is not null"
                : databases.stream()
                        .map(name -> "'" + name.replace("'", "''") + "'")
                        .collect(Collectors.joining(", ", column + " in (", ")"));
    }
}
