package org.caravana.dump;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.caravana.config.Secret;
import org.caravana.repository.StopSignal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShellCommandTest {
    private static final String CANARY = "canary-sh-1";

    @TempDir
    Path temp;

    @Test
    void whatACommandPrintsIsTheDumpAndItsRestoreCommandReadsIt() throws Exception {
        Map<String, String> options = new HashMap<>();
        options.put("command", "echo rows of \"$CARAVANA_USER\"");
        options.put(
                "restore-command",
                "cat > " + temp.resolve("restored") + "; echo $CARAVANA_OVERWRITE >> " + temp.resolve("restored"));
        byte[] dump = Dumps.makeFirst(address(options)).bytes();
        assertThat(new String(dump, StandardCharsets.UTF_8)).isEqualTo("rows of backup\n");
        Dumps.load(address(options), "command", dump, true);
        assertThat(temp.resolve("restored")).hasContent("rows of backup\ntrue\n");
    }

    @Test
    void aCommandThatFailsAfterItsOutputFailsWithoutTellingThePassword() {
        assertThatThrownBy(() -> Dumps.makeFirst(
                        address(Map.of("command", "echo much; echo \"with $CARAVANA_PASSWORD\" >&2; exit 4"))))
                .isInstanceOf(DumpFailedException.class)
                .hasMessageContaining("code 4")
                .hasMessageContaining("with ******")
                .hasMessageNotContaining(CANARY);
    }

    @Test
    void withoutARestoreCommandTheDumpCannotBeLoaded() {
        assertThatThrownBy(() -> Dumps.load(address(Map.of("command", "true")), "command", new byte[0], false))
                .hasMessageContaining("restore-command");
    }

    @Test
    void itsVersionIsWhatItsVersionCommandSays() throws Exception {
        assertThat(DumpTool.of(address(Map.of("version-command", "echo gbak 3.0.11")))
                        .orElseThrow()
                        .versions(StopSignal.NEVER))
                .isEqualTo("gbak 3.0.11");
    }

    private static DatabaseAddress address(Map<String, String> options) {
        return new DatabaseAddress("command:", Optional.of("backup"), Optional.of(new Secret(CANARY)), options);
    }
}
