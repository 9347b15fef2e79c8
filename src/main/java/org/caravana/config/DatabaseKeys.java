package org.caravana.config;

import static org.caravana.config.Key.Section.DATABASE;
import static org.caravana.config.Key.defaulted;
import static org.caravana.config.Key.optional;

import java.nio.file.Path;
import java.util.List;
import org.caravana.config.Key.Fallback;

/** The settings of a database. */
final class DatabaseKeys {
    static final Key<String> URL = optional(
            DATABASE,
            "database.NAME.url",
            ValueType.matching(
                    "address of a database",
                    "jdbc:(postgresql|mariadb|firebirdsql|sqlite|h2):\\S+",
                    "write one like jdbc:postgresql://10.0.0.5/conan; docs/databases.md has the kinds"),
            "jdbc:postgresql://10.0.0.5/conan",
            "The database's JDBC address, without user and password; this or `command`.");
    static final Key<String> USER = optional(DATABASE, "database.NAME.user", ValueType.TEXT, "backup", "Who logs in.");
    static final Key<Path> PASSWORD = optional(
            DATABASE,
            "database.NAME.password-file",
            ValueType.SECRET_FILE,
            "/etc/caravana/conan",
            "The file with the password.");
    static final Key<String> TOOL_FOLDER = optional(
            DATABASE,
            "database.NAME.tool-folder",
            ValueType.TEXT,
            "/usr/lib/postgresql/15/bin",
            "Where the database's own programs lie, if not on the path; they have to be as new as the server.");
    static final Key<String> DUMP_OPTIONS = optional(
            DATABASE,
            "database.NAME.dump-options",
            ValueType.TEXT,
            "--exclude-table=log",
            "Further words for the dump program, parted by spaces.");
    static final Key<String> USERS_QUERY = optional(
            DATABASE,
            "database.NAME.users-query",
            ValueType.TEXT,
            "select login, machine from sessions",
            "Who works in the system, for the announcement; columns are user, from where, by what. Without it the"
                    + " database's own list of connections is asked.");
    static final Key<String> DATABASES = optional(
            DATABASE,
            "database.NAME.databases",
            ValueType.TEXT,
            "*",
            "PostgreSQL, MariaDB: several databases of the server that the address names, an artifact each: `*` for all, or their names"
                    + " parted by commas.");
    static final Key<String> COMMAND = optional(
            DATABASE,
            "database.NAME.command",
            ValueType.TEXT,
            "mongodump --archive",
            "Any other database: a shell's command that writes the dump to standard output; `CARAVANA_USER` and"
                    + " `CARAVANA_PASSWORD` are in its environment.");
    static final Key<String> RESTORE_COMMAND = optional(
            DATABASE,
            "database.NAME.restore-command",
            ValueType.TEXT,
            "mongorestore --archive",
            "With `command`: reads a dump from standard input.");
    static final Key<String> VERSION_COMMAND = optional(
            DATABASE,
            "database.NAME.version-command",
            ValueType.TEXT,
            "mongodump --version",
            "With `command`: prints the version to record, and fails if the database is not ready.");
    static final Key<String> METHOD = defaulted(
            DATABASE,
            "database.NAME.method",
            ValueType.oneOf("dump", "files"),
            Fallback.of("dump"),
            "files",
            "PostgreSQL: `dump`, by pg_dump, or `files`: the whole server's own files, by pg_basebackup.");
    static final Key<String> GLOBALS = defaulted(
            DATABASE,
            "database.NAME.globals",
            ValueType.oneOf("auto", "required", "off"),
            Fallback.of("auto"),
            "required",
            "PostgreSQL: roles and tablespaces as a further artifact; MariaDB: accounts. `auto`: where they cannot be dumped, the backup"
                    + " says so; `required`: then the source is missing.");
    static final Key<String> ROW_COUNTS = defaulted(
            DATABASE,
            "database.NAME.row-counts",
            ValueType.oneOf("true", "false"),
            Fallback.of("true"),
            "false",
            "Whether every table's rows are counted and noted beside the dump, which reads each table once more.");

    static final List<Key<?>> ALL = List.of(
            URL,
            USER,
            PASSWORD,
            TOOL_FOLDER,
            DUMP_OPTIONS,
            USERS_QUERY,
            DATABASES,
            COMMAND,
            RESTORE_COMMAND,
            VERSION_COMMAND,
            METHOD,
            GLOBALS,
            ROW_COUNTS);

    private DatabaseKeys() {}
}
