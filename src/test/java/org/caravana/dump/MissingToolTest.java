package org.caravana.dump;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.caravana.repository.StopSignal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MissingToolTest {
    @TempDir
    private Path empty;

    @Test
    void aMissingDumpProgramIsNamedWithThePackageThatBringsIt() {
        DatabaseAddress address = new DatabaseAddress(
                "jdbc:postgresql://localhost/conan",
                Optional.of("backup"),
                Optional.empty(),
                Map.of("tool-folder", empty.toString()));
        DumpTool tool = DumpTool.of(address).orElseThrow();
        assertThatExceptionOfType(DumpFailedException.class)
                .isThrownBy(() -> tool.versions(StopSignal.NEVER))
                .withMessageContaining("pg_dump cannot be started")
                .withMessageContaining("HINT: install it")
                .withMessageContaining("postgresql-client")
                .matches(failure -> !failure.retryable());
    }
}
