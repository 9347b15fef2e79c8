package org.caravana.repository;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** Nights of all kinds, one after another in one cycle: whatever was committed comes back. */
class CyclePropertyTest {

    /** One night: from few seeds, so that nights share content; some crash before their commit. */
    record Night(Map<String, byte[]> files, byte[] dump, boolean crashes) {}

    @Property(tries = 25, shrinking = ShrinkingMode.OFF)
    void whateverWasCommittedComesBack(
            @ForAll @Size(min = 1, max = 4)
                    List<@Size(min = 1, max = 12) List<@IntRange(min = 0, max = 40) Integer>> nights)
            throws IOException {
        Path folder = Files.createTempDirectory("cycle");
        try {
            RepositoryFixture fixture = new RepositoryFixture(folder.resolve("repository"));
            Map<Manifest, List<byte[]>> expected = new LinkedHashMap<>();
            for (List<Integer> seeds : nights) {
                run(fixture, night(seeds), expected);
            }
            check(fixture, expected);
        } finally {
            delete(folder);
        }
    }

    private static Night night(List<Integer> seeds) {
        Map<String, byte[]> files = new LinkedHashMap<>();
        for (int i = 0; i < seeds.size(); i++) {
            int seed = seeds.get(i);
            files.put("f" + i, BackupTest.random(seed, seed % 7 == 0 ? seed * 100_000 : seed * 300));
        }
        return new Night(files, BackupTest.random(seeds.get(0), seeds.get(0) * 50_000), seeds.get(0) % 5 == 1);
    }

    private static void run(RepositoryFixture fixture, Night night, Map<Manifest, List<byte[]>> expected)
            throws IOException {
        try (BackupWriter backup = fixture.begin()) {
            List<byte[]> streams = new ArrayList<>();
            try (ArtifactWriter tar = backup.artifact("systems.tar", "systems", "tar")) {
                streams.add(SampleTar.write(tar, night.files()));
            }
            try (ArtifactWriter dump = backup.artifact("conan.dump", "conan", "pg-custom")) {
                dump.stream(Channels.newChannel(new ByteArrayInputStream(night.dump())));
                streams.add(night.dump());
            }
            if (!night.crashes()) {
                expected.put(backup.commit(StopSignal.NEVER), streams);
            }
        }
    }

    private static void check(RepositoryFixture fixture, Map<Manifest, List<byte[]>> expected) throws IOException {
        assertThat(fixture.reader.backups("nightly", e -> {})).hasSize(expected.size());
        Verifier verifier = new Verifier(fixture.repository.store());
        for (Map.Entry<Manifest, List<byte[]>> backup : expected.entrySet()) {
            assertThat(verifier.verify(backup.getKey().path(), StopSignal.NEVER))
                    .isEmpty();
            assertThat(fixture.read(backup.getKey(), "systems.tar"))
                    .isEqualTo(backup.getValue().get(0));
            assertThat(fixture.read(backup.getKey(), "conan.dump"))
                    .isEqualTo(backup.getValue().get(1));
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
