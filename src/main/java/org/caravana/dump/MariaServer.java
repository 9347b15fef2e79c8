package org.caravana.dump;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.caravana.dump.DumpFailedException.Reason;
import org.caravana.repository.StopSignal;

/**
 * Dumps one, some or all databases of a MariaDB or MySQL server with {@code mariadb-dump}, and the accounts, which
 * belong to none of them. Tables that are not InnoDB are not part of the snapshot that the dump reads.
 */
final class MariaServer implements DumpTool {
    static final String USERS = "mariadb-users";

    private static final Pattern TOLD = Pattern.compile("(?:Distrib|from) (\\d+\\.\\d+[.\\d]*)");
    private static final String DATABASES = "select schema_name from information_schema.schemata where schema_name"
            + " not in ('information_schema', 'performance_schema', 'mysql', 'sys') order by 1";
    private static final List<String> DUMP = List.of(
            "--single-transaction",
            "--quick",
            "--routines",
            "--events",
            "--triggers",
            "--hex-blob",
            "--no-tablespaces",
            "--skip-dump-date",
            "--max-allowed-packet=1G");

    private final DatabaseAddress address;

    MariaServer(DatabaseAddress address) {
        this.address = address;
    }

    @Override
    public String versions(StopSignal stop) throws IOException {
        MariaAddress.of(address);
        String program = program();
        String told = ToolVersion.told(List.of(program, "--version"), MariaAddress.PROVIDER, stop);
        Matcher distribution = TOLD.matcher(told);
        String tool = distribution.find() ? distribution.group(1) : ToolVersion.number(told);
        String full = ask(address, "select version()").get(0);
        String server = ToolVersion.number(full);
        boolean same = told.contains("MariaDB") == full.contains("MariaDB");
        if (same && ToolVersion.older(tool, server)) {
            throw new DumpFailedException(
                    "mariadb-dump " + tool + " is older than the server, " + server,
                    "install the server's own client package and set tool-folder to where it lies",
                    Reason.SETTINGS);
        }
        for (String database : databases()) {
            MariaGrants.requireAll(ask(address, "show grants"), database, readsRoutines());
        }
        return program.replaceFirst(".*/", "") + " " + tool + ", server " + server;
    }

    @Override
    public List<Dump> dumps(StopSignal stop) {
        List<Dump> dumps = new ArrayList<>();
        for (String name : databases()) {
            Optional<String> real = address.several() ? Optional.of(name) : Optional.empty();
            DatabaseAddress one = address.several() ? address.at(name) : address;
            dumps.add(new Dump(
                    DatabaseKind.MARIADB.suffix(),
                    DatabaseKind.MARIADB.format(),
                    real,
                    true,
                    (consumer, s) -> dump(one, consumer, s)));
        }
        String globals = address.option("globals", "auto");
        if (!globals.equals("off")) {
            dumps.add(new Dump(".globals", USERS, Optional.empty(), globals.equals("required"), this::users));
        }
        return dumps;
    }

    private List<String> databases() {
        if (!address.several()) {
            return List.of(MariaAddress.of(address).database());
        }
        return address.named().isEmpty() ? ask(address, DATABASES) : address.named();
    }

    private Dump.Outcome dump(DatabaseAddress one, Consumer consumer, StopSignal stop) throws IOException {
        Optional<RowCounts> rows = one.countsRows() ? Optional.of(rows(one, stop)) : Optional.empty();
        MariaAddress server = MariaAddress.of(one);
        List<String> further = new ArrayList<>(DUMP);
        further.addAll(address.furtherWords());
        further.addAll(List.of("--", server.database()));
        new ToolRun(server.command(program(), further), stop).output(consumer::take);
        return new Dump.Outcome(rows, List.of());
    }

    private Dump.Outcome users(Consumer consumer, StopSignal stop) throws IOException {
        List<String> further = List.of("--system=users", "--insert-ignore", "--skip-dump-date");
        new ToolRun(MariaAddress.of(address).command(program(), further), stop).output(consumer::take);
        return Dump.Outcome.PLAIN;
    }

    private static RowCounts rows(DatabaseAddress one, StopSignal stop) {
        Map<String, Long> rows = new TreeMap<>();
        for (String table : ask(one, """
                select concat('`', replace(table_name, '`', '``'), '`') from information_schema.tables
                 where table_schema = database() and table_type = 'BASE TABLE'""")) {
            stop.check();
            rows.put(
                    table,
                    Long.valueOf(ask(one, "select count(*) from " + table).get(0)));
        }
        return new RowCounts(false, rows);
    }

    /** Programs before MariaDB 10.4.6, and MySQL's, have another name. */
    private String program() {
        return address.firstTool("mariadb-dump", "mysqldump");
    }

    private boolean readsRoutines() {
        DatabaseConnection database = new DatabaseConnection(address);
        try (Connection connection = database.open()) {
            DatabaseConnection.column(connection, "select 1 from mysql.proc limit 1");
            return true;
        } catch (SQLException e) {
            return false;
        }
    }

    private static List<String> ask(DatabaseAddress address, String query) {
        DatabaseConnection database = new DatabaseConnection(address);
        try (Connection connection = database.open()) {
            return DatabaseConnection.column(connection, query);
        } catch (SQLException e) {
            throw database.failure(e);
        }
    }
}
