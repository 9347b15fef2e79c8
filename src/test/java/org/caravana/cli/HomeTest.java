package org.caravana.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HomeTest {
    @TempDir
    Path folder;

    @Test
    void whatIsNamedWins() throws IOException {
        Home home =
                Home.find(Path.of("here"), null, Map.of("CARAVANA_HOME", "/there"), Optional.of(installed()), folder);

        assertThat(home.folder()).isEqualTo(folder.resolve("here"));
        assertThat(home.settingsFile()).isEqualTo(folder.resolve("here/application.properties"));
        assertThat(home.routes()).isEqualTo(folder.resolve("here/routes"));
    }

    @Test
    void thenTheEnvironmentThenTheJarsFolderThenTheCurrentOne() throws IOException {
        assertThat(Home.find(null, null, Map.of("CARAVANA_HOME", "/there"), Optional.of(installed()), folder)
                        .folder())
                .isEqualTo(Path.of("/there"));
        assertThat(Home.find(null, null, Map.of(), Optional.of(installed()), folder)
                        .folder())
                .isEqualTo(folder.resolve("installed"));
        assertThat(Home.find(null, null, Map.of(), Optional.of(folder.resolve("empty")), folder)
                        .folder())
                .isEqualTo(folder);
    }

    @Test
    void theSettingsMayLieElsewhere() {
        Home home = Home.find(null, Path.of("etc/mine.properties"), Map.of(), Optional.empty(), folder);

        assertThat(home.folder()).isEqualTo(folder);
        assertThat(home.settingsFile()).isEqualTo(folder.resolve("etc/mine.properties"));
    }

    private Path installed() throws IOException {
        Path installed = Files.createDirectories(folder.resolve("installed"));
        Files.writeString(installed.resolve("application.properties"), "");
        return installed;
    }
}
