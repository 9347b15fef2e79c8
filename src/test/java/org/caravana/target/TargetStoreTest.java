package org.caravana.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import org.caravana.config.Settings;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TargetStoreTest {
    @TempDir
    Path home;

    private TargetContext routes;
    private TargetStore store;

    @BeforeEach
    void start() throws Exception {
        Settings.Target disk = Targets.target(
                "disk",
                "directory",
                "path",
                Files.createDirectories(home.resolve("disk")).toString());
        routes = new TargetContext(disk);
        store = new TargetStore(
                disk, routes.camel().createProducerTemplate(), Optional.empty(), home.resolve("work"), 100);
    }

    @AfterEach
    void stop() throws Exception {
        routes.close();
    }

    @Test
    void whatIsInUseStaysAndWhatIsIdleGoesWhenItIsTooMuch() throws Exception {
        Files.write(home.resolve("disk/a"), new byte[80]);
        Files.write(home.resolve("disk/b"), new byte[80]);
        Path a = store.fetch("a");
        Path b = store.fetch("b");
        assertThat(a).exists();

        store.release("a");
        store.release("b");
        store.fetch("b");

        assertThat(b).exists();
        Files.write(home.resolve("disk/c"), new byte[30]);
        store.release("b");
        store.fetch("c");
        assertThat(a).doesNotExist();
    }

    @Test
    void anObjectThatIsNotThereIsNoSuchFile() {
        assertThatThrownBy(() -> store.fetch("p/nothing"))
                .isInstanceOf(NoSuchFileException.class)
                .hasMessageContaining("p/nothing");
    }

    @Test
    void aTargetThatIsAwayIsSaidToBe() throws Exception {
        Files.delete(home.resolve("disk"));

        assertThatThrownBy(() -> store.list("p"))
                .isInstanceOf(PlaceException.class)
                .hasMessageContaining("target disk: there is no directory")
                .hasMessageContaining("HINT: mount the disk");
    }

    @Test
    void nothingIsLeftAfterClosing() throws Exception {
        Files.write(home.resolve("disk/a"), new byte[80]);
        store.fetch("a");

        store.close();

        assertThat(home.resolve("work")).isEmptyDirectory();
    }
}
