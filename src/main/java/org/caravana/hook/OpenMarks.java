package org.caravana.hook;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;

/** Which jobs' run-before was begun and not answered by their run-after yet: a file for each, so that a crash is seen. */
final class OpenMarks {
    private final Path folder;

    OpenMarks(Path folder) {
        this.folder = folder;
    }

    /** A job's mark; the file is called {@code PLAN.JOB}. */
    record Mark(String plan, long job) {
        private static Mark parse(String name) {
            int dot = name.lastIndexOf('.');
            return new Mark(name.substring(0, dot), Long.parseLong(name.substring(dot + 1)));
        }

        private String name() {
            return plan + "." + job;
        }
    }

    List<Mark> all() {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.matches(".+\\.\\d{1,18}"))
                    .sorted()
                    .map(Mark::parse)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** On disk when it returns. */
    void set(Mark mark) throws IOException {
        Files.createDirectories(folder);
        try (FileChannel file =
                FileChannel.open(folder.resolve(mark.name()), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            file.force(true);
        }
        flush();
    }

    void clear(Mark mark) {
        try {
            Files.deleteIfExists(folder.resolve(mark.name()));
            flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void flush() throws IOException {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }
}
