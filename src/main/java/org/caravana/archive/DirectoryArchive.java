package org.caravana.archive;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.caravana.repository.ArtifactWriter;
import org.caravana.repository.FileEntry;
import org.caravana.repository.FileEntry.Note;
import org.caravana.repository.StopSignal;

/**
 * A directory as a tar stream with its file list: the root as {@code .}, then depth first in the order of the names'
 * bytes, parents before their members.
 *
 * <p>Links are never followed, except by the root's own path. What disappears, changes or cannot be read does not end
 * the archive: it is noted. Held in memory are the names of the directories on the way to the current one.
 */
public final class DirectoryArchive {
    private static final byte[] NOTHING = {};
    private static final byte[] ROOT = {'.'};
    private static final long UNKNOWN = Long.MIN_VALUE;
    private static final Duration OPENING = Duration.ofSeconds(2);

    private final Path root;
    private final Selection selection;
    private final Excludes excludes;
    private final Set<Path> leftOut;
    private final StopSignal stop;
    private final Owners owners = new Owners();
    private final HardLinks hardLinks = new HardLinks();
    private final Tally tally;
    private final FileSystemClocks clocks = new FileSystemClocks();
    private final ExtendedAttributes attributes;
    private final NativeFlags flags = new NativeFlags();
    private ArtifactWriter out;
    private final Deque<Level> levels = new ArrayDeque<>();
    private Openings openings;
    private LongPaths longPaths;
    private long device;
    private String lost;

    /**
     * @param root the directory
     * @throws IOException if there is no such directory
     */
    public DirectoryArchive(Path root, Selection selection, StopSignal stop) throws IOException {
        this.root = root.toRealPath();
        this.attributes = new ExtendedAttributes(this.root);
        this.selection = selection;
        this.excludes = new Excludes(selection.excludes());
        this.leftOut = real(selection.leftOut());
        this.tally = new Tally(new Excludes(selection.accepted()));
        this.stop = stop;
    }

    public DirectoryArchive(Path root, List<String> excludes, List<Path> leftOut, StopSignal stop) throws IOException {
        this(root, Selection.without(excludes, leftOut), stop);
    }

    /** Writes everything; the writer is left open. To be called once. */
    public ArchiveResult writeTo(ArtifactWriter writer) throws IOException {
        out = writer;
        Inode inode = Inode.read(root);
        device = inode.device();
        try (Openings closing = new Openings(OPENING);
                LongPaths ways = new LongPaths()) {
            openings = closing;
            longPaths = ways;
            directory(root, ROOT, inode);
            walk();
        }
        out.trailer(new byte[2 * TarHeader.BLOCK]);
        return tally.result();
    }

    private static Set<Path> real(List<Path> paths) throws IOException {
        Set<Path> real = new HashSet<>();
        for (Path path : paths) {
            if (Files.exists(path)) {
                real.add(path.toRealPath());
            }
        }
        return real;
    }

    /** A directory that is being walked, and what of it is left. */
    private record Level(byte[] name, Path way, Iterator<Member> members) {}

    /** However deep a tree is, the thread's stack is not. */
    private void walk() throws IOException {
        while (!levels.isEmpty()) {
            stop.check();
            Level level = levels.peek();
            if (level.members.hasNext()) {
                Member member = level.members.next();
                member(member.path, ByteName.join(level.name, member.name));
            } else {
                longPaths.giveBack(levels.pop().way);
            }
        }
    }

    private void directory(Path path, byte[] name, Inode inode) throws IOException {
        Path way = longPaths.into(path);
        List<Member> members;
        try {
            members = withoutCache(members(way));
        } catch (IOException e) {
            longPaths.giveBack(way);
            missing(path, name, inode, e);
            return;
        }
        put(path, entry('d', path, name, inode, 0, NOTHING, Note.NONE));
        levels.push(new Level(name, way, members.iterator()));
    }

    private List<Member> withoutCache(List<Member> members) {
        List<Member> tag = selection.excludeCaches()
                ? members.stream()
                        .filter(m -> Arrays.equals(m.name, CacheTag.NAME) && CacheTag.is(m.path))
                        .toList()
                : List.of();
        if (tag.isEmpty()) {
            return members;
        }
        members.stream().skip(1).forEach(other -> tally.exclude());
        return tag;
    }

    private static List<Member> members(Path directory) throws IOException {
        List<Member> members = new ArrayList<>();
        try (DirectoryStream<Path> stream = Files.newDirectoryStream(directory)) {
            for (Path path : stream) {
                members.add(new Member(ByteName.of(path), path));
            }
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
        members.sort(Comparator.comparing(Member::name, Arrays::compareUnsigned));
        return members;
    }

    private record Member(byte[] name, Path path) {}

    private void member(Path path, byte[] name) throws IOException {
        Inode inode;
        try {
            inode = Inode.read(path);
        } catch (IOException e) {
            note(unknown(name, e instanceof NoSuchFileException ? Note.VANISHED : Note.UNREADABLE), words(e));
            return;
        }
        if (excludes.match(name, inode.isDirectory())) {
            tally.exclude();
        } else if (inode.isDirectory()) {
            subdirectory(path, name, inode);
        } else if (inode.type() == Inode.SOCKET) {
            note(entry('s', path, name, inode, 0, NOTHING, Note.SKIPPED), "a socket");
        } else if (inode.type() == Inode.FILE && inode.size() > selection.largest()) {
            note(entry('f', path, name, inode, 0, NOTHING, Note.SKIPPED), "larger than the settings allow");
        } else {
            leaf(path, name, inode);
        }
    }

    private void subdirectory(Path path, byte[] name, Inode inode) throws IOException {
        if (leftOut.contains(path)) {
            note(entry('d', path, name, inode, 0, NOTHING, Note.SKIPPED), "the backup's own place");
        } else if (selection.oneFileSystem() && inode.device() != device) {
            note(entry('d', path, name, inode, 0, NOTHING, Note.SKIPPED), "another file system");
        } else {
            directory(path, name, inode);
        }
    }

    private void leaf(Path path, byte[] name, Inode inode) throws IOException {
        byte[] first = inode.links() > 1 ? hardLinks.firstName(inode) : null;
        if (first != null) {
            put(path, entry('h', path, name, inode, 0, first, Note.NONE));
        } else if (inode.type() == Inode.FILE) {
            file(path, name, inode);
        } else {
            special(path, name, inode);
        }
    }

    private void special(Path path, byte[] name, Inode inode) throws IOException {
        byte[] target = NOTHING;
        if (inode.type() == Inode.LINK) {
            try {
                target = ByteName.targetOf(path, inode.size());
            } catch (IOException e) {
                missing(path, name, inode, e);
                return;
            }
        }
        put(path, entry(inode.kind(), path, name, inode, 0, target, Note.NONE));
        hardLinks.remember(inode, name);
    }

    private void file(Path path, byte[] name, Inode first) throws IOException {
        if (unchanged(path, entry('f', path, name, first, first.size(), NOTHING, Note.NONE))) {
            hardLinks.remember(first, name);
        } else if (!read(path, name, first, false)) {
            out.retract();
            try {
                read(path, name, Inode.read(path), true);
            } catch (NoSuchFileException e) {
                missing(path, name, first, e);
            }
        }
    }

    /**
     * Reads a file once.
     *
     * @param last whether to note what is wrong with it, instead of leaving it to be read once more
     * @return whether the entry is done
     */
    private boolean read(Path path, byte[] name, Inode inode, boolean last) throws IOException {
        if (inode.type() != Inode.FILE) {
            note(entry(inode.kind(), path, name, inode, 0, NOTHING, Note.VANISHED), "became something else");
            return true;
        }
        try (FileChannel file = open(path)) {
            SparseMap sparse = Holes.of(path, inode.size());
            FileContent content = sparse == null
                    ? new FileContent(file, inode.size(), stop)
                    : new FileContent(new SparseContent(file, sparse), sparse.dataSize(), stop);
            write(path, name, inode, content, sparse);
            Note note = outcome(path, inode, content);
            if (note != Note.NONE && !last) {
                return false;
            }
            finish(path, name, inode, note, content.failure());
            return true;
        } catch (UnopenedException e) {
            missing(path, name, inode, e.getCause());
            return true;
        }
    }

    private FileChannel open(Path path) throws UnopenedException {
        try {
            return openings.open(path);
        } catch (IOException e) {
            throw new UnopenedException(e);
        }
    }

    /** Tells a source's failure from one of the writer. */
    private static final class UnopenedException extends IOException {
        private static final long serialVersionUID = 1L;

        UnopenedException(IOException cause) {
            super(cause);
        }

        @Override
        public synchronized IOException getCause() {
            return (IOException) super.getCause();
        }
    }

    private void write(Path path, byte[] name, Inode inode, FileContent content, SparseMap sparse) throws IOException {
        FileEntry entry = entry('f', path, name, inode, inode.size(), NOTHING, Note.NONE);
        byte[] header = TarHeader.of(entry, attributes(path, name), sparse);
        out.header(header, 0, header.length);
        long size = sparse == null ? inode.size() : sparse.dataSize();
        if (size > 0) {
            out.content(content, size);
        }
    }

    private static Note outcome(Path path, Inode before, FileContent content) {
        if (content.failure() != null) {
            return Note.UNREADABLE;
        }
        if (content.padded()) {
            return Note.PADDED;
        }
        try {
            return before.contentDiffersFrom(Inode.read(path)) ? Note.CHANGED : Note.NONE;
        } catch (IOException e) {
            // deleted since, but read whole
            return Note.NONE;
        }
    }

    private void finish(Path path, byte[] name, Inode inode, Note note, IOException failure) throws IOException {
        if (!note.inTar()) {
            out.retract();
            missing(path, name, inode, failure);
            return;
        }
        end(path, entry('f', path, name, inode, inode.size(), NOTHING, note));
        hardLinks.remember(inode, name);
    }

    private void put(Path path, FileEntry entry) throws IOException {
        if (unchanged(path, entry)) {
            return;
        }
        byte[] header = TarHeader.of(entry, entry.kind() == 'h' ? Map.of() : attributes(path, entry.path()));
        out.header(header, 0, header.length);
        end(path, entry);
    }

    private boolean unchanged(Path path, FileEntry entry) throws IOException {
        boolean taken = clocks.isOurs(path, entry.device()) && out.unchanged(entry);
        if (taken) {
            tally.add(entry, "");
        }
        return taken;
    }

    /** What lost its attributes is written without a ctime, so that the next capture does not take it as it is. */
    private void end(Path path, FileEntry entry) throws IOException {
        out.entry(lost == null ? entry : entry.withoutCtime());
        tally.add(entry, "");
        List<String> found = entry.kind() == 'f' || entry.kind() == 'd' ? flags.of(path) : List.of();
        if (!found.isEmpty()) {
            tally.addFlags(entry, found);
        }
        tellLost(entry);
    }

    private Map<String, byte[]> attributes(Path path, byte[] name) {
        lost = null;
        try {
            return attributes.read(path, name);
        } catch (IOException e) {
            lost = e.getMessage();
            return Map.of();
        }
    }

    /** An entry that may be read twice is told of once. */
    private void tellLost(FileEntry entry) {
        if (lost != null) {
            tally.addLost(entry, lost);
            lost = null;
        }
    }

    private void missing(Path path, byte[] name, Inode inode, IOException why) throws IOException {
        Note note = why instanceof NoSuchFileException ? Note.VANISHED : Note.UNREADABLE;
        note(entry(inode.kind(), path, name, inode, 0, NOTHING, note), words(why));
    }

    private void note(FileEntry entry, String why) throws IOException {
        out.entry(entry);
        tally.add(entry, why);
    }

    private static String words(IOException e) {
        return e.getClass().getSimpleName().replace("Exception", "") + ": " + e.getMessage();
    }

    private FileEntry entry(char kind, Path path, byte[] name, Inode inode, long size, byte[] link, Note note) {
        return new FileEntry(
                kind,
                inode.permissions(),
                inode.uid(),
                inode.gid(),
                owners.user(path, inode.uid()),
                owners.group(path, inode.gid()),
                size,
                inode.mtime().getEpochSecond(),
                inode.mtime().getNano(),
                inode.ctime().getEpochSecond(),
                inode.ctime().getNano(),
                inode.device(),
                inode.number(),
                inode.majorMinor(),
                note,
                link,
                name);
    }

    private static FileEntry unknown(byte[] name, Note note) {
        return new FileEntry('f', 0, 0, 0, NOTHING, NOTHING, 0, 0, 0, UNKNOWN, 0, 0, 0, null, note, NOTHING, name);
    }
}
