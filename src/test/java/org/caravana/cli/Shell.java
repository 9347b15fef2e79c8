package org.caravana.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import org.caravana.CamelOperations;
import picocli.CommandLine;

/** Runs commands in a home folder at noon of a Friday, and keeps what they print. */
public final class Shell {
    static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");

    private final Path home;
    private StringWriter out;
    private StringWriter err;
    private int code;

    public Shell(Path home) {
        this.home = home;
    }

    void settings(String text) throws IOException {
        Files.writeString(home.resolve("application.properties"), text);
    }

    public void run(String... arguments) {
        Caravana caravana = new Caravana(
                Map.of(Home.VARIABLE, home.toString()), home, Clock.fixed(NOW, ZoneOffset.UTC), CamelOperations::new);
        CommandLine line = Program.line(caravana, arguments);
        out = new StringWriter();
        err = new StringWriter();
        code = line.setOut(new PrintWriter(out)).setErr(new PrintWriter(err)).execute(arguments);
    }

    public int code() {
        return code;
    }

    public String out() {
        return out.toString();
    }

    public String err() {
        return err.toString();
    }
}
