package org.caravana.archive;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import org.caravana.repository.ArtifactWriter;
import org.caravana.repository.BackupReader;
import org.caravana.repository.BackupWriter;
import org.caravana.repository.BeginRequest;
import org.caravana.repository.Manifest;
import org.caravana.repository.Repository;
import org.caravana.repository.StopSignal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is done to a tree between two captures of a cycle, the second one restores the tree as it is. */
class UnchangedFilesTest {
    /** The repository's clock goes an hour fast, so that files just made do not count as just touched. */
    private static final Duration FAST = Duration.ofHours(1);

    @TempDir
    Path temp;

    @Property(tries = 60, shrinking = ShrinkingMode.OFF)
    void aSecondBackupRestoresTheTreeAsItIs(@ForAll long seed) throws IOException {
        Path folder = Files.createTempDirectory("unchanged");
        try {
            Random random = new Random(seed);
            Night night = new Night(folder, FAST);
            grow(night.tree, random, 2 + random.nextInt(12));
            night.backup(List.of(), false);
            for (int i = 0; i < 3; i++) {
                Mutation.someOf(night.tree, random);
                List<String> excludes = random.nextInt(4) == 0 ? List.of("f1*", "d2/") : List.of();
                Manifest backup = night.backup(excludes, false);
                assertThat(night.restored(backup, i)).as("seed " + seed).isEqualTo(night.expected(excludes, i));
            }
        } finally {
            delete(folder);
        }
    }

    @Test
    void whatDidNotChangeIsNotReadAgain() throws IOException {
        Night night = new Night(temp, FAST);
        grow(night.tree, new Random(1), 40);
        night.backup(List.of(), false);
        Path secret = night.tree.resolve("secret");
        Files.writeString(secret, "12345678");
        night.backup(List.of(), false);
        long before = night.readFiles;
        Manifest backup = night.backup(List.of(), false);
        assertThat(night.readFiles - before).isZero();
        assertThat(night.restored(backup, 9)).isEqualTo(night.expected(List.of(), 9));
        night.backup(List.of(), true);
        assertThat(night.readFiles - before).isPositive();
    }

    @Test
    void aSnapshotOnAnotherDeviceIsNotReadAgain() throws IOException {
        Night night = new Night(temp, FAST);
        grow(night.tree, new Random(1), 40);
        night.backup(List.of(), false);
        long before = night.readFiles;
        night.device = 7;
        Manifest backup = night.backup(List.of(), false);
        assertThat(night.readFiles - before).isZero();
        assertThat(night.restored(backup, 9)).isEqualTo(night.expected(List.of(), 9));
    }

    @Test
    void whatWasTouchedAfterTheSnapshotWasBegunIsReadAgain() throws IOException {
        Night night = new Night(temp, FAST);
        Files.writeString(night.tree.resolve("young"), "x");
        night.asOf = Optional.of(Instant.EPOCH);
        Manifest backup = night.backup(List.of(), false);
        assertThat(backup.started()).isEqualTo(Instant.EPOCH);
        long before = night.readFiles;
        night.backup(List.of(), false);
        assertThat(night.readFiles - before).isEqualTo(1);
    }

    @Test
    void whatWasTouchedShortlyBeforeTheLastCaptureIsReadAgain() throws IOException {
        Night night = new Night(temp, Duration.ofMillis(1500));
        Files.writeString(night.tree.resolve("young"), "x");
        night.backup(List.of(), false);
        long before = night.readFiles;
        night.backup(List.of(), false);
        assertThat(night.readFiles - before).isEqualTo(1);
    }

    private static void grow(Path tree, Random random, int files) throws IOException {
        for (int i = 0; i < files; i++) {
            Path folder = Files.createDirectories(tree.resolve("d" + random.nextInt(4)));
            Path file = folder.resolve("f" + i);
            Files.write(file, new byte[random.nextInt(900_000) / (1 + random.nextInt(500))]);
            fill(file, random);
            if (i % 5 == 1) {
                Files.createLink(tree.resolve("h" + i), file);
            }
            if (i % 5 == 2) {
                Files.createSymbolicLink(folder.resolve("l" + i), Path.of("f" + i));
            }
        }
    }

    static void fill(Path file, Random random) throws IOException {
        byte[] bytes = new byte[(int) Files.size(file)];
        random.nextBytes(bytes);
        Files.write(file, bytes);
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : (Iterable<Path>) all.sorted(Comparator.reverseOrder())::iterator) {
                Files.delete(path);
            }
        }
    }

    /** What happens to files between two nights. */
    private enum Mutation {
        SAME_SIZE_AND_MTIME {
            @Override
            void apply(Path tree, Path file, Path other, Random random) throws IOException {
                FileTime before = Files.getLastModifiedTime(file);
                fill(file, random);
                Files.setLastModifiedTime(file, before);
            }
        },
        MODE {
            @Override
            void apply(Path tree, Path file, Path other, Random random) throws IOException {
                Files.setPosixFilePermissions(
                        file, PosixFilePermissions.fromString(random.nextBoolean() ? "rw-r-----" : "rwxr-xr-x"));
            }
        },
        OWNER {
            @Override
            void apply(Path tree, Path file, Path other, Random random) throws IOException {
                if (Files.getOwner(tree).getName().equals("root")) {
                    Files.setAttribute(file, "unix:gid", random.nextInt(5));
                }
            }
        },
        RENAME {
            @Override
            void apply(Path tree, Path file, Path other, Random random) throws IOException {
                Files.move(file, tree.resolve("moved" + random.nextInt()));
            }
        },
        SWAP {
            @Override
            void apply(Path tree, Path file, Path other, Random random) throws IOException {
                Path aside = tree.resolve("aside");
                Files.move(file, aside);
                if (!file.equals(other)) {
                    Files.move(other, file);
                }
                Files.move(aside, other);
            }
        },
        NEW_HARD_LINK {
            @Override
            void apply(Path tree, Path file, Path other, Random random) throws IOException {
                Files.createLink(tree.resolve((random.nextBoolean() ? "a" : "z") + random.nextInt()), file);
            }
        },
        BROKEN_HARD_LINK {
            @Override
            void apply(Path tree, Path file, Path other, Random random) throws IOException {
                byte[] content = Files.readAllBytes(file);
                FileTime before = Files.getLastModifiedTime(file);
                Files.delete(file);
                Files.write(file, content);
                Files.setLastModifiedTime(file, before);
            }
        },
        REPLACED_BY_A_LINK {
            @Override
            void apply(Path tree, Path file, Path other, Random random) throws IOException {
                Files.delete(file);
                Files.createSymbolicLink(file, Path.of("elsewhere" + random.nextInt(9)));
            }
        },
        REPLACED_BY_A_FOLDER {
            @Override
            void apply(Path tree, Path file, Path other, Random random) throws IOException {
                Files.delete(file);
                Files.createDirectory(file);
                Files.writeString(file.resolve("f1"), "inside");
            }
        },
        GONE {
            @Override
            void apply(Path tree, Path file, Path other, Random random) throws IOException {
                Files.delete(file);
            }
        };

        abstract void apply(Path tree, Path file, Path other, Random random) throws IOException;

        static void someOf(Path tree, Random random) throws IOException {
            for (int i = random.nextInt(4); i >= 0; i--) {
                List<Path> files = files(tree);
                if (!files.isEmpty()) {
                    Path file = files.get(random.nextInt(files.size()));
                    Path other = files.get(random.nextInt(files.size()));
                    values()[random.nextInt(values().length)].apply(tree, file, other, random);
                }
            }
        }

        private static List<Path> files(Path tree) throws IOException {
            try (Stream<Path> all = Files.walk(tree)) {
                return all.filter(p -> Files.isRegularFile(p, LinkOption.NOFOLLOW_LINKS))
                        .sorted()
                        .toList();
            }
        }
    }

    /** A tree, and a repository with one cycle. */
    private static final class Night {
        final Path tree;
        private final Path folder;
        private final Repository repository;
        long readFiles;
        long device;
        Optional<Instant> asOf = Optional.empty();

        Night(Path folder, Duration fast) throws IOException {
            this.folder = folder;
            tree = Files.createDirectory(folder.resolve("tree"));
            repository = new Repository(folder.resolve("repository"), Clock.offset(Clock.systemUTC(), fast));
        }

        Manifest backup(List<String> excludes, boolean readAll) throws IOException {
            BeginRequest request = new BeginRequest(
                    "p",
                    "2026-11",
                    Instant.EPOCH,
                    ZoneOffset.UTC,
                    "h",
                    "1",
                    "en",
                    1,
                    1,
                    1 << 20,
                    readAll,
                    asOf,
                    StopSignal.NEVER);
            try (BackupWriter backup = repository.begin(request)) {
                try (ArtifactWriter artifact = backup.artifact("t.tar", "t", "tar")) {
                    new DirectoryArchive(tree, excludes, List.of(), StopSignal.NEVER)
                            .writeTo(new CountingWriter(artifact, device, () -> readFiles++));
                }
                backup.captured("t", "directory", "", List.of());
                return backup.commit(StopSignal.NEVER);
            }
        }

        String restored(Manifest backup, int round) throws IOException {
            Path to = folder.resolve("restored" + round);
            try (InputStream tar = new BackupReader(repository.store()).open(backup, "t.tar")) {
                new TarUnpacker(to, UnpackOptions.WHOLE, StopSignal.NEVER).unpack(tar);
            }
            return Trees.describe(to);
        }

        /** By a backup that knows nothing of the ones before it. */
        String expected(List<String> excludes, int round) throws IOException {
            if (excludes.isEmpty()) {
                return Trees.describe(tree);
            }
            PlainTar plain = new PlainTar();
            new DirectoryArchive(tree, excludes, List.of(), StopSignal.NEVER).writeTo(plain);
            Path to = folder.resolve("expected" + round);
            new TarUnpacker(to, UnpackOptions.WHOLE, StopSignal.NEVER).unpack(new ByteArrayInputStream(plain.bytes()));
            return Trees.describe(to);
        }
    }
}
