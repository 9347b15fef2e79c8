package org.caravana.restore;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import org.caravana.archive.DirectoryArchive;
import org.caravana.repository.ArtifactWriter;
import org.caravana.repository.BackupWriter;
import org.caravana.repository.BeginRequest;
import org.caravana.repository.Manifest;
import org.caravana.repository.Repository;
import org.caravana.repository.StopSignal;

/** Makes small backups of a dump and a directory, in a real repository. */
public final class SampleBackup {
    public static final String DUMP =
            "CREATE TABLE PENSION (ID INT);\nINSERT INTO PENSION VALUES (7);\n-- end of dump: 2 statements\n";

    private final Path repository;

    public SampleBackup(Path repository) {
        this.repository = repository;
    }

    /** A directory with a few files, folders and links. */
    public static Path tree(Path root) throws IOException {
        Files.createDirectories(root.resolve("etc/conan"));
        Files.writeString(root.resolve("etc/conan/app.ini"), "port=8080\n");
        Files.writeString(root.resolve("etc/hosts"), "127.0.0.1 localhost\n");
        Files.writeString(root.resolve("relatório.txt"), "folha de pagamento\n");
        Files.write(root.resolve("large.bin"), new byte[700_000]);
        Files.createSymbolicLink(root.resolve("current"), Path.of("etc/conan"));
        return root;
    }

    /** One more backup of a plan, a minute after the other. */
    public Manifest make(String plan, Instant at, Path directory) throws IOException {
        BeginRequest request = new BeginRequest(
                plan, "2026-11", at, ZoneId.of("America/Sao_Paulo"), "server", "0.1.0", "en", 3, 2, StopSignal.NEVER);
        Clock clock = Clock.fixed(at, ZoneOffset.UTC);
        try (BackupWriter backup = new Repository(repository, clock).begin(request)) {
            try (ArtifactWriter dump = backup.artifact("conan.sql", "conan", "sql")) {
                byte[] text = DUMP.getBytes(StandardCharsets.UTF_8);
                dump.stream(Channels.newChannel(new ByteArrayInputStream(text)));
            }
            backup.captured("conan", "h2", "h2", List.of());
            try (ArtifactWriter tar = backup.artifact("systems.tar", "systems", "tar")) {
                new DirectoryArchive(directory, List.of(), List.of(), StopSignal.NEVER).writeTo(tar);
            }
            backup.captured("systems", "directory", "caravana", List.of());
            return backup.commit(StopSignal.NEVER);
        }
    }
}
