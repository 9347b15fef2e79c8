package org.caravana.dump;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.caravana.dump.DumpFailedException.Reason;
import org.caravana.repository.StopSignal;

/**
 * Dumps a Firebird database with {@code gbak}, as of one moment (its transaction is a snapshot), without collecting the
 * garbage, which would write into the database. It must not be told {@code -z}: that puts its version into the dump.
 */
final class FirebirdDatabase implements DumpTool {
    private static final String SERVER_VERSION = "select rdb$get_context('SYSTEM', 'ENGINE_VERSION') from rdb$database";

    private final DatabaseAddress address;

    FirebirdDatabase(DatabaseAddress address) {
        this.address = address;
    }

    @Override
    public String versions(StopSignal stop) throws IOException {
        FirebirdAddress.of(address);
        String tool = toolVersion(stop);
        String server = serverVersion();
        if (ToolVersion.older(tool, server)) {
            throw new DumpFailedException(
                    "gbak " + tool + " is older than the server, " + server,
                    "install Firebird " + server + "'s own programs and set tool-folder to where they lie",
                    Reason.SETTINGS);
        }
        // whether the account may dump at all is told by nothing less than a dump, of the definitions alone
        new ToolRun(command(List.of("-meta_data")), stop).output(FirebirdDatabase::pass);
        return "gbak " + tool + ", server " + server;
    }

    /** It prints its version before it complains that nothing is to be done, and ends with a code other than 0. */
    private String toolVersion(StopSignal stop) throws IOException {
        List<String> words = List.of("/bin/sh", "-c", "\"$1\" -z 2>&1 </dev/null; :", "sh", gbak());
        String told = ToolVersion.told(words, FirebirdAddress.PROVIDER, stop);
        if (!told.contains("gbak version")) {
            throw new DumpFailedException(
                    "the program " + gbak() + " cannot be started",
                    "install it (Debian: apt install " + FirebirdAddress.PROVIDER + ") or set where it lies",
                    Reason.SETTINGS);
        }
        return ToolVersion.number(told);
    }

    private String serverVersion() {
        DatabaseConnection database = new DatabaseConnection(address);
        try (Connection connection = database.open()) {
            return ToolVersion.number(
                    DatabaseConnection.column(connection, SERVER_VERSION).get(0));
        } catch (SQLException e) {
            throw database.failure(e);
        }
    }

    private static void pass(ReadableByteChannel output) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(1 << 16);
        while (output.read(buffer) >= 0) {
            buffer.clear();
        }
    }

    @Override
    public List<Dump> dumps(StopSignal stop) {
        return List.of(Dump.of(DatabaseKind.FIREBIRD, this::write));
    }

    private Dump.Outcome write(Consumer consumer, StopSignal stop) throws IOException {
        FirebirdRows rows = new FirebirdRows();
        List<String> further = new ArrayList<>(List.of("-verify"));
        further.addAll(address.furtherWords());
        new ToolRun(command(further), stop).output(consumer::take, rows);
        return new Dump.Outcome(
                address.countsRows() ? Optional.of(new RowCounts(true, rows.tables())) : Optional.empty(), List.of());
    }

    ToolCommand command(List<String> further) {
        FirebirdAddress server = FirebirdAddress.of(address);
        List<String> what = new ArrayList<>(List.of("-backup_database", "-garbage_collect"));
        what.addAll(further);
        return server.gbak(gbak(), what, List.of(server.connection(), "stdout"));
    }

    private String gbak() {
        return address.tool("gbak");
    }
}
