package org.caravana.repository;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DirectMemoryTest {
    /** Less than one batch of a capture, or the buffers of one reader; what the JVM keeps for its own reading is less. */
    private static final long LITTLE = 6L << 20;

    @TempDir
    Path folder;

    @Test
    void whatCapturesAndReadersTookIsGivenBackWhenTheyEnd() throws Exception {
        RepositoryFixture fixture = new RepositoryFixture(folder);
        long before = inUse();
        for (int night = 0; night < 5; night++) {
            Manifest backup = fixture.backup(Map.of("a", new byte[100_000], "b", new byte[night]));
            fixture.read(backup, "systems.tar");
            try (FileList files = fixture.reader.files(backup, "systems.tar")) {
                assertThat(files.next()).isNotNull();
            }
        }
        assertThat(inUse() - before).isLessThan(LITTLE);
    }

    @Test
    void aReaderThatIsClosedTouchesNothingMore() throws IOException {
        RepositoryFixture fixture = new RepositoryFixture(folder);
        Manifest backup = fixture.backup(Map.of("a", new byte[100_000]));
        InputStream in = fixture.reader.fileText(backup, "systems.tar");
        assertThat(in.read()).isNotNegative();
        in.close();
        in.close();
        assertThatThrownBy(() -> in.readNBytes(2048)).isInstanceOf(IOException.class);
    }

    @Test
    void aViewIsRefused() {
        ByteBuffer view = ByteBuffer.allocateDirect(16).slice();
        assertThatThrownBy(() -> DirectMemory.free(view)).isInstanceOf(IllegalArgumentException.class);
    }

    private static long inUse() {
        return ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
                .filter(pool -> pool.getName().equals("direct"))
                .mapToLong(BufferPoolMXBean::getMemoryUsed)
                .sum();
    }
}
