package org.caravana.target;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.caravana.repository.SafeFile;

/**
 * How fast the last copies to a target went that were large enough to tell, reading back and all; a file each, since
 * {@code check} reads it while somebody else holds the catalogue. Thread-safe.
 */
public final class Throughput {
    /** Less than that is round trips rather than bytes. */
    static final long LEAST = 16L << 20;

    private static final int LAST = 5;
    /** With its end: what is left of a number that was cut off is a number, too. */
    private static final Pattern LINE = Pattern.compile("^(\\d{1,18}) (\\d{1,18})\\R", Pattern.MULTILINE);

    private final Path folder;

    /** @param data the folder of the settings */
    public Throughput(Path data) {
        this.folder = data.resolve("throughput");
    }

    /** A copy sent so many bytes; the clock may have jumped meanwhile, and then it tells nothing. */
    synchronized void note(String target, long bytes, Duration took) throws IOException {
        if (bytes < LEAST || took.toMillis() <= 0) {
            return;
        }
        List<String> lines = copies(target).stream().map(MatchResult::group).collect(Collectors.toList());
        lines.add(bytes + " " + took.toMillis() + "\n");
        Files.createDirectories(folder);
        String last = String.join("", lines.subList(Math.max(0, lines.size() - LAST), lines.size()));
        SafeFile.write(folder.resolve(target), last.getBytes(StandardCharsets.US_ASCII));
    }

    /** Bytes a second; empty where nothing was measured yet. */
    public OptionalLong perSecond(String target) throws IOException {
        long bytes = 0;
        long millis = 0;
        for (MatchResult copy : copies(target)) {
            bytes += Long.parseLong(copy.group(1));
            millis += Long.parseLong(copy.group(2));
        }
        return millis == 0 ? OptionalLong.empty() : OptionalLong.of((long) (bytes * 1000.0 / millis));
    }

    private List<MatchResult> copies(String target) throws IOException {
        Path file = folder.resolve(target);
        if (!Files.exists(file)) {
            return List.of();
        }
        // not by lines, which would refuse what is no text
        String text = new String(Files.readAllBytes(file), StandardCharsets.US_ASCII);
        return LINE.matcher(text).results().toList();
    }
}
