package org.caravana.dump;

import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.caravana.config.Secret;
import org.caravana.dump.DumpFailedException.Reason;
import org.caravana.repository.StopSignal;

/**
 * Any database whose own program writes a dump to standard output and reads one from standard input. The commands are
 * run by {@code /bin/sh}; user and password are in their environment as {@code CARAVANA_USER} and {@code
 * CARAVANA_PASSWORD}.
 */
final class ShellCommand implements DumpTool, DumpLoader {
    private final DatabaseAddress address;

    ShellCommand(DatabaseAddress address) {
        this.address = address;
    }

    @Override
    public String versions(StopSignal stop) throws IOException {
        String asked = address.option("version-command", "");
        return asked.isEmpty() ? "command" : ToolVersion.told(shell(asked, false), stop);
    }

    @Override
    public List<Dump> dumps(StopSignal stop) {
        return List.of(Dump.of(DatabaseKind.COMMAND, (consumer, s) -> {
            new ToolRun(shell(address.option("command", ""), false), s).output(consumer::take);
            return Dump.Outcome.PLAIN;
        }));
    }

    /** What is there already is the command's own affair; it is told whether it may go by {@code CARAVANA_OVERWRITE}. */
    @Override
    public void load(InputStream dump, Options options, StopSignal stop) throws IOException {
        String command = address.option("restore-command", "");
        if (command.isEmpty()) {
            throw new DumpFailedException(
                    "there is no command that loads this database's dump",
                    "set restore-command, or take the dump itself with --output",
                    Reason.SETTINGS);
        }
        new ToolRun(shell(command, options.force()), stop).input(dump);
    }

    private ToolCommand shell(String command, boolean force) {
        Map<String, String> environment = new HashMap<>();
        environment.put("CARAVANA_OVERWRITE", String.valueOf(force));
        address.user().ifPresent(user -> environment.put("CARAVANA_USER", user));
        Map<String, Secret> secrets =
                address.password().map(p -> Map.of("CARAVANA_PASSWORD", p)).orElse(Map.of());
        return new ToolCommand(List.of("/bin/sh", "-c", command), environment, secrets, "dash");
    }
}
