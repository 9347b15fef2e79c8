package org.caravana.capture;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.caravana.archive.Selection;
import org.caravana.config.Settings;
import org.caravana.job.Job;

/** A directory on its way into the backup. */
public record DirectorySource(Job job, Settings.Directory directory) implements Source {

    @Override
    public String name() {
        return directory.name();
    }

    @Override
    public String kind() {
        return "directory";
    }

    /**
     * What of it is captured.
     *
     * @param ours the service's own folders, which are never entered
     * @throws SourceFailedException if the exclude-file cannot be read; without it too much would be captured
     */
    public Selection selection(List<Path> ours) {
        return new Selection(
                excludes(),
                ours,
                directory.oneFileSystem(),
                directory.excludeCaches(),
                directory.excludeLargerThan(),
                directory.acceptUnreadable());
    }

    /** What is left out: the patterns of the settings, then those of its file. */
    private List<String> excludes() {
        List<String> patterns = new ArrayList<>(directory.excludes());
        directory.excludeFile().ifPresent(file -> patterns.addAll(lines(file)));
        return patterns;
    }

    private List<String> lines(Path file) {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
        } catch (IOException e) {
            throw new SourceFailedException(name(), "its exclude-file " + file + " cannot be read", "mend the file", e);
        }
    }
}
