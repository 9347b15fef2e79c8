package org.caravana.demo;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Random;

/** Makes a directory as a vendor's system would leave it: programs, settings, logs, scanned papers. The same every time. */
final class SampleDirectory {
    private static final List<String> OFFICES =
            List.of("folha", "tributos", "protocolo", "almoxarifado", "previdência");
    private static final int YEARS = 6;
    private static final int PAPERS_A_MONTH = 7;

    private final Path root;
    private final Random random = new Random(20261102);
    private int files;

    SampleDirectory(Path root) {
        this.root = root;
    }

    /** Makes it. Returns the number of files. */
    int make() throws IOException {
        for (String office : OFFICES) {
            programs(root.resolve(office));
            papers(root.resolve(office).resolve("digitalizados"));
            logs(root.resolve(office).resolve("log"));
        }
        oddities();
        return files;
    }

    private void programs(Path office) throws IOException {
        for (int i = 0; i < 40; i++) {
            write(office.resolve("lib/módulo-%02d.jar".formatted(i)), noise(20_000 + random.nextInt(60_000)));
        }
        for (int i = 0; i < 60; i++) {
            write(office.resolve("relatórios/modelo %02d.xml".formatted(i)), text(40 + random.nextInt(200)));
        }
        Path start = write(
                office.resolve("bin/iniciar.sh"),
                "#!/bin/sh\nexec java -jar ../lib/módulo-00.jar\n".getBytes(StandardCharsets.UTF_8));
        Files.setPosixFilePermissions(start, PosixFilePermissions.fromString("rwxr-x---"));
        Path settings = write(office.resolve("conf/sistema.properties"), text(20));
        Files.setPosixFilePermissions(settings, PosixFilePermissions.fromString("rw-------"));
    }

    private void papers(Path folder) throws IOException {
        for (int month = 0; month < YEARS * 12; month++) {
            for (int i = 0; i < PAPERS_A_MONTH; i++) {
                Path paper =
                        folder.resolve("%d/%02d/documento-%05d.pdf".formatted(2021 + month / 12, month % 12 + 1, i));
                write(paper, noise(2_000 + random.nextInt(20_000)));
                Files.setLastModifiedTime(
                        paper,
                        FileTime.from(Instant.ofEpochSecond(
                                1_609_459_200L + month * 2_629_746L, random.nextInt(1_000_000_000))));
            }
        }
    }

    private void logs(Path folder) throws IOException {
        for (int i = 0; i < 10; i++) {
            write(folder.resolve("sistema.log." + i), text(3_000));
        }
    }

    private void oddities() throws IOException {
        Path first = root.resolve("folha/bin/iniciar.sh");
        Files.createSymbolicLink(root.resolve("iniciar"), Path.of("folha/bin/iniciar.sh"));
        Files.createSymbolicLink(root.resolve("sem-destino"), Path.of("não/existe"));
        Files.createLink(root.resolve("iniciar-também.sh"), first);
        Files.createDirectories(root.resolve("vazio"));
        write(root.resolve("vazio.txt"), new byte[0]);
        write(root.resolve("n".repeat(120) + "/" + "m".repeat(200)), text(5));
        write(root.resolve("banco-de-imagens.dat"), noise(9_000_000));
    }

    private Path write(Path file, byte[] content) throws IOException {
        Files.createDirectories(file.getParent());
        files++;
        return Files.write(file, content);
    }

    private byte[] noise(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }

    private byte[] text(int lines) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < lines; i++) {
            text.append("lançamento ")
                    .append(random.nextInt(100_000))
                    .append(" valor R$ ")
                    .append(random.nextInt(1_000_000))
                    .append(",00\n");
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }
}
