package org.caravana.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.caravana.repository.StopSignal;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Trees whose paths are longer than the system takes in one piece. */
class LongPathsTest {
    private Path temp;

    @BeforeEach
    void makeFolder() throws IOException {
        temp = Files.createTempDirectory("long-paths");
        Tools.assumeGnu(temp);
        assumeTrue(NativeFiles.available(), "the system's own calls are needed");
    }

    @AfterEach
    void removeFolder() {
        Tools.sh(Path.of("/"), "chmod -R u+rwx \"$1\" && rm -rf \"$1\"", temp.toString());
    }

    @Test
    void comeBackWithEverythingInThem() throws IOException {
        Path source = Files.createDirectory(temp.resolve("source"));
        Tools.sh(source, """
                long=$(printf '%0200d' 1)
                for i in $(seq 60); do
                    mkdir "$long"; cd -P "$long" 2>/dev/null || cd "$long"
                    echo $i > file; ln -s "../$long" link
                done
                ln file hard; mkfifo fifo; mkdir -p "$(printf 'caf\\351')/b"; : > "$(printf 'caf\\351')/b/x"; truncate -s 500000 sparse
                chmod 0500 "$(printf 'caf\\351')"; touch -d '1960-01-01 00:00:00.5 UTC' file
                """);
        PlainTar tar = new PlainTar();
        ArchiveResult result = new DirectoryArchive(source, List.of(), List.of(), StopSignal.NEVER).writeTo(tar);
        assertThat(result.noted()).isEmpty();
        UnpackResult unpacked = DirectoryArchiveTest.unpack(tar.bytes(), temp.resolve("restored"));
        assertThat(unpacked.first()).isEmpty();
        assertThat(deep(temp.resolve("restored"))).isEqualTo(deep(source)).hasSizeGreaterThan(300_000);
    }

    @Test
    void manyLevelsNeedNoMoreOfTheStack() throws IOException {
        assertThat(DirectoryArchiveTest.archive(nested("deepest", 5_000)).entries)
                .hasSize(5_001);
    }

    @Test
    void levelsBelowTheLongestPathComeBack() throws IOException {
        Path source = nested("source", 2_200);
        PlainTar tar = DirectoryArchiveTest.archive(source);
        DirectoryArchiveTest.unpack(tar.bytes(), temp.resolve("restored"));
        assertThat(deep(temp.resolve("restored"))).isEqualTo(deep(source));
    }

    private Path nested(String name, int levels) throws IOException {
        Path source = Files.createDirectory(temp.resolve(name));
        Tools.sh(source, "perl -e 'for (1.." + levels + ") { mkdir \"d\" or die; chdir \"d\" or die }'");
        return source;
    }

    /** By tools that walk from directory to directory. */
    private static String deep(Path directory) {
        return Tools.sh(directory, """
                find . -type d -printf '%P %y %m %U %G %T@\\0' -o -printf '%P %y %m %U %G %T@ %n %s %l\\0' | sort -z
                find . -type f -execdir cksum {} \\;
                """);
    }
}
