package org.caravana.dump;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.caravana.config.Secret;
import org.caravana.repository.StopSignal;

/**
 * Dumps a PostgreSQL database with {@code pg_dump} in the custom format, uncompressed, since an uncompressed dump
 * shares chunks with the last one and is compressed afterwards.
 */
public final class PgDump {
    static final String PROVIDER = "postgresql-client";

    private final DatabaseAddress address;

    public PgDump(DatabaseAddress address) {
        this.address = address;
    }

    /** Takes the dump while it is made. */
    @FunctionalInterface
    public interface Consumer {
        void take(ReadableByteChannel dump) throws IOException;
    }

    /**
     * Dumps into the consumer. What it took counts only if this returns.
     *
     * @throws DumpFailedException in {@code pg_dump}'s words if it fails, also after the last byte
     * @throws org.caravana.repository.StoppedException if the stop signal said so; {@code pg_dump} has ended then
     */
    public void run(Consumer consumer, StopSignal stop) throws IOException {
        new ToolRun(command(), stop).output(consumer::take);
    }

    /**
     * What the tool calls itself, for example {@code pg_dump (PostgreSQL) 15.14}.
     *
     * @throws DumpFailedException if there is no such tool
     */
    public String version(StopSignal stop) throws IOException {
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        ToolCommand probe =
                new ToolCommand(List.of(address.tool("pg_dump"), "--version"), Map.of(), Map.of(), PROVIDER);
        new ToolRun(probe, stop).output(out -> {
            ByteBuffer buffer = ByteBuffer.allocate(1024);
            while (out.read(buffer) >= 0 && buffer.hasRemaining()) {
                continue;
            }
            text.write(buffer.array(), 0, buffer.position());
        });
        return text.toString(StandardCharsets.UTF_8).strip();
    }

    ToolCommand command() {
        List<String> words =
                new ArrayList<>(List.of(address.tool("pg_dump"), "--format=custom", "--compress=0", "--no-password"));
        String further = address.options().getOrDefault("dump-options", "").strip();
        if (!further.isEmpty()) {
            words.addAll(List.of(further.split("\\s+")));
        }
        return new ToolCommand(words, PgAddress.of(address).environment(), secrets(address), PROVIDER);
    }

    static Map<String, Secret> secrets(DatabaseAddress address) {
        return address.password().map(p -> Map.of("PGPASSWORD", p)).orElse(Map.of());
    }
}
