package org.caravana.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.caravana.archive.ArchiveResult;
import org.caravana.archive.DirectoryArchive;
import org.caravana.archive.Preview;
import org.caravana.capture.DirectorySource;
import org.caravana.config.Settings;
import org.caravana.repository.FileEntry;
import org.caravana.repository.StopSignal;

/** What a run of a plan would capture of its directories, the largest files first; nothing is written. */
final class DryRun {
    private static final int MOST = 50;

    private final Settings settings;
    private final Terminal terminal;

    DryRun(Settings settings, Terminal terminal) {
        this.settings = settings;
        this.terminal = terminal;
    }

    void show(String plan) throws IOException {
        List<Map<String, Object>> shown = new ArrayList<>();
        List<String> lines = new ArrayList<>();
        for (String source : settings.plans().get(plan).sources()) {
            Settings.Directory directory = settings.directories().get(source);
            if (directory == null) {
                lines.add("database " + source + ": dumped whole");
            } else {
                shown.add(look(directory, lines));
            }
        }
        terminal.print(shown, () -> lines.forEach(terminal::line));
    }

    private Map<String, Object> look(Settings.Directory directory, List<String> lines) throws IOException {
        List<Path> ours = List.of(settings.repository(), settings.data(), settings.work());
        Preview preview = new Preview(MOST);
        ArchiveResult result = new DirectoryArchive(
                        directory.path(), new DirectorySource(null, directory).selection(ours), StopSignal.NEVER)
                .writeTo(preview);
        lines.add("directory " + directory.name() + " (" + directory.path() + "): " + result.entries() + " entries, "
                + result.bytes() + " bytes, " + result.excluded() + " excluded");
        List<Map<String, Object>> largest = new ArrayList<>();
        for (FileEntry file : preview.largest()) {
            lines.add(String.format("%15d  %s", file.size(), file.pathText()));
            largest.add(Json.object("path", file.pathText(), "size", file.size()));
        }
        result.noted().forEach(noted -> lines.add("  note: " + noted.path() + ": " + noted.why()));
        return Json.object(
                "source",
                directory.name(),
                "entries",
                result.entries(),
                "bytes",
                result.bytes(),
                "excluded",
                result.excluded(),
                "largest",
                largest);
    }
}
