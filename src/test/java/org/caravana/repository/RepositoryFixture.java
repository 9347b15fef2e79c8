package org.caravana.repository;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;

/** A repository with a clock that stands still, and the usual backups. */
final class RepositoryFixture {
    static final Instant NOW = Instant.parse("2026-11-02T22:00:03Z");
    static final String PLAN = "nightly";
    static final String CYCLE = "2026-11";

    final Path root;
    final Repository repository;
    final BackupReader reader;
    private final Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);

    RepositoryFixture(Path root) {
        this(root, Seal.NONE);
    }

    RepositoryFixture(Path root, Seal seal) {
        this.root = root;
        repository = new Repository(root, clock, seal);
        reader = new BackupReader(repository.store());
    }

    BeginRequest request() {
        return request(StopSignal.NEVER);
    }

    BeginRequest request(StopSignal stop) {
        return new BeginRequest(
                PLAN, CYCLE, NOW.minusSeconds(3), ZoneId.of("America/Sao_Paulo"), "server", "0.1.0", "en", 3, 2, stop);
    }

    BackupWriter begin() throws IOException {
        return repository.begin(request());
    }

    /** A backup of one directory. */
    Manifest backup(Map<String, byte[]> files) throws IOException {
        try (BackupWriter backup = begin()) {
            try (ArtifactWriter tar = backup.artifact("systems.tar", "systems", "tar")) {
                SampleTar.write(tar, files);
            }
            backup.captured("systems", "directory", "caravana", List.of());
            return backup.commit(StopSignal.NEVER);
        }
    }

    /** A backup of one dump. */
    Manifest backup(byte[] dump) throws IOException {
        try (BackupWriter backup = begin()) {
            try (ArtifactWriter artifact = backup.artifact("conan.dump", "conan", "pg-custom")) {
                artifact.stream(Channels.newChannel(new ByteArrayInputStream(dump)));
            }
            backup.captured("conan", "postgresql", "pg_dump 15", List.of());
            return backup.commit(StopSignal.NEVER);
        }
    }

    byte[] read(Manifest backup, String artifact) throws IOException {
        try (InputStream in = reader.open(backup, artifact)) {
            return in.readAllBytes();
        }
    }

    Path cycle() {
        return root.resolve(PLAN).resolve(CYCLE);
    }

    Path packs() {
        return cycle().resolve("packs");
    }

    Path folder(Manifest backup) {
        return root.resolve(backup.path());
    }
}
