package org.caravana.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CatalogueLockTest {
    @TempDir
    Path data;

    @Test
    void theSecondWhoAsksDoesNotGetIt() throws IOException {
        try (CatalogueLock first = CatalogueLock.tryAcquire(data).orElseThrow()) {
            assertThat(CatalogueLock.tryAcquire(data)).isEmpty();
            assertThat(first.token()).hasSize(64);
        }
        CatalogueLock.tryAcquire(data).orElseThrow().close();
    }

    @Test
    void whoFindsItHeldLearnsPortAndToken() throws IOException {
        try (CatalogueLock lock = CatalogueLock.tryAcquire(data).orElseThrow()) {
            lock.tell(8420);

            LockFiles holder = LockFiles.read(data);
            assertThat(holder.port()).isEqualTo(8420);
            assertThat(holder.token()).isEqualTo(lock.token());
            assertThat(holder.toString()).doesNotContain(lock.token());
        }
    }

    @Test
    void aShorterPortLeavesNothingOfALongerOne() throws IOException {
        try (CatalogueLock lock = CatalogueLock.tryAcquire(data).orElseThrow()) {
            lock.tell(54321);
            lock.tell(99);

            assertThat(LockFiles.read(data).port()).isEqualTo(99);
        }
    }

    @Test
    void aHolderThatDoesNotListenIsNamed() throws IOException {
        try (CatalogueLock lock = CatalogueLock.tryAcquire(data).orElseThrow()) {
            assertThat(lock.token()).isNotEmpty();
            assertThatThrownBy(() -> LockFiles.read(data))
                    .isInstanceOf(CatalogueHeldException.class)
                    .hasMessageContaining("process " + ProcessHandle.current().pid());
        }
    }

    @Test
    void theTokenIsItsOwnersAlone() throws IOException {
        assumeThat(data.getFileSystem().supportedFileAttributeViews()).contains("posix");
        try (CatalogueLock lock = CatalogueLock.tryAcquire(data).orElseThrow()) {
            assertThat(lock.token()).isNotEmpty();
            assertThat(Files.getPosixFilePermissions(data.resolve("caravana.token")))
                    .isEqualTo(PosixFilePermissions.fromString("rw-------"));
        }
        assertThat(data.resolve("caravana.token")).doesNotExist();
    }
}
