package org.caravana.target;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.caravana.job.Copy;
import org.caravana.retention.CycleNotes;

/**
 * What a target is known to hold of a cycle: every object that was sent, with the hash and size of what lies there, and
 * whether it was checked whole. A file of lines; a line that is missing or torn costs a check, nothing else.
 */
final class Delivered {
    private static final Pattern LINE = Pattern.compile("([0-9a-f]{64}) (\\d{1,18}) (\\S+?)(| sent| suspect)");

    private static final String DOUBTFUL = "0".repeat(64);

    private final Path file;
    private final Map<String, Entry> entries = new ConcurrentHashMap<>();

    private Delivered(Path file) {
        this.file = file;
    }

    /** What a target is known to hold of a copy's cycle. @param data the folder of the settings */
    static Delivered of(Path data, Copy copy) throws IOException {
        return of(data, copy.target(), copy.plan(), copy.cycle());
    }

    static Delivered of(Path data, String target, String plan, String cycle) throws IOException {
        return read(CycleNotes.DELIVERED.file(data, target, plan, cycle));
    }

    /** Nothing is known. */
    static Delivered none() {
        return new Delivered(Path.of("none"));
    }

    /**
     * @param compared whether it was compared whole; if not, it was sent, and is listed with its size
     * @param suspect whether somebody found it damaged since, so that it counts only when it was compared once more
     */
    record Entry(String sha256, long size, boolean compared, boolean suspect) {
        Entry(String sha256, long size, boolean compared) {
            this(sha256, size, compared, false);
        }
    }

    static Delivered read(Path file) throws IOException {
        Delivered delivered = new Delivered(file);
        if (Files.exists(file)) {
            for (String line : Files.readAllLines(file, StandardCharsets.UTF_8)) {
                Matcher matcher = LINE.matcher(line);
                if (matcher.matches()) {
                    delivered.entries.put(
                            matcher.group(3),
                            new Entry(
                                    matcher.group(1),
                                    Long.parseLong(matcher.group(2)),
                                    matcher.group(4).isEmpty(),
                                    matcher.group(4).equals(" suspect")));
                }
            }
        }
        return delivered;
    }

    /** @param name the object's path at the target */
    Optional<Entry> find(String name) {
        return Optional.ofNullable(entries.get(name))
                .filter(entry -> !entry.sha256().equals(DOUBTFUL) && !entry.suspect());
    }

    /** Whether what lies there was found to be something else, so that it has to be sent again. */
    boolean isDoubtful(String name) {
        Entry entry = entries.get(name);
        return entry != null && entry.sha256().equals(DOUBTFUL);
    }

    /** Every object that was sent there and is not known to be something else. */
    List<HeldObject> held() {
        return entries.entrySet().stream()
                .filter(entry -> !entry.getValue().sha256().equals(DOUBTFUL))
                .map(entry -> new HeldObject(
                        entry.getKey(),
                        entry.getValue().sha256(),
                        entry.getValue().size(),
                        entry.getValue().compared()))
                .toList();
    }

    /** The names of what was found to be something else. */
    List<String> doubtful() {
        return entries.keySet().stream().filter(this::isDoubtful).toList();
    }

    void doubt(String name) throws IOException {
        add(name, DOUBTFUL, 0);
    }

    /** Somebody found it damaged. @return whether it was sent from here */
    boolean suspect(String name) throws IOException {
        Optional<Entry> entry = find(name);
        if (entry.isPresent()) {
            add(name, new Entry(entry.get().sha256(), entry.get().size(), false, true));
        }
        return entry.isPresent() || isSuspect(name);
    }

    /** Whether somebody found it damaged, and nobody has read it since. */
    boolean isSuspect(String name) {
        return entries.containsKey(name) && entries.get(name).suspect();
    }

    void add(String name, String sha256, long size) throws IOException {
        add(name, sha256, size, true);
    }

    void add(String name, String sha256, long size, boolean compared) throws IOException {
        add(name, new Entry(sha256, size, compared));
    }

    private synchronized void add(String name, Entry entry) throws IOException {
        Files.createDirectories(file.getParent());
        // a line torn by a crash must not swallow this one
        String mark = entry.suspect() ? " suspect" : entry.compared() ? "" : " sent";
        String line = entry.sha256() + " " + entry.size() + " " + name + mark + "\n";
        Files.writeString(
                file,
                Files.exists(file) && !endsInNewline() ? "\n" + line : line,
                StandardOpenOption.CREATE,
                StandardOpenOption.APPEND);
        entries.put(name, entry);
    }

    private boolean endsInNewline() throws IOException {
        try (var in = Files.newByteChannel(file)) {
            if (in.size() == 0) {
                return true;
            }
            java.nio.ByteBuffer last = java.nio.ByteBuffer.allocate(1);
            in.position(in.size() - 1).read(last);
            return last.get(0) == '\n';
        }
    }
}
