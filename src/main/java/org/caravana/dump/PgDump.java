package org.caravana.dump;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.caravana.config.Secret;
import org.caravana.repository.StopSignal;

/**
 * Dumps a PostgreSQL database with {@code pg_dump} in the custom format, uncompressed, since an uncompressed dump
 * shares chunks with the last one and is compressed afterwards.
 */
final class PgDump {
    static final String PROVIDER = "postgresql-client";

    private final DatabaseAddress address;

    PgDump(DatabaseAddress address) {
        this.address = address;
    }

    /**
     * Dumps into the consumer. What it took counts only if this returns.
     *
     * @throws DumpFailedException in {@code pg_dump}'s words if it fails, also after the last byte
     * @throws org.caravana.repository.StoppedException if the stop signal said so; {@code pg_dump} has ended then
     */
    void run(DumpTool.Consumer consumer, StopSignal stop) throws IOException {
        new ToolRun(command(), stop).output(consumer::take);
    }

    /** The same, as of a snapshot that another connection exported and keeps open. */
    void run(String snapshot, DumpTool.Consumer consumer, StopSignal stop) throws IOException {
        ToolCommand plain = command();
        List<String> words = new ArrayList<>(plain.words());
        words.add("--snapshot=" + snapshot);
        new ToolRun(new ToolCommand(words, plain.environment(), plain.secrets(), PROVIDER), stop)
                .output(consumer::take);
    }

    /**
     * What the tool calls itself, for example {@code pg_dump (PostgreSQL) 15.14}.
     *
     * @throws DumpFailedException if there is no such tool
     */
    String version(StopSignal stop) throws IOException {
        return ToolVersion.told(List.of(address.tool("pg_dump"), "--version"), PROVIDER, stop);
    }

    ToolCommand command() {
        List<String> words =
                new ArrayList<>(List.of(address.tool("pg_dump"), "--format=custom", "--compress=0", "--no-password"));
        words.addAll(address.furtherWords());
        return new ToolCommand(words, PgAddress.of(address).environment(), secrets(address), PROVIDER);
    }

    static Map<String, Secret> secrets(DatabaseAddress address) {
        return address.password().map(p -> Map.of("PGPASSWORD", p)).orElse(Map.of());
    }
}
