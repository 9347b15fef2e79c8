package org.caravana.archive;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
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
    private static final Duration OPENING = Duration.ofSeconds(2);

    private final Path root;
    private final Selection selection;
    private final Excludes excludes;
    private final Set<Path> leftOut;
    private final StopSignal stop;
    private final FileSystemLook look = new FileSystemLook();
    private final Entries entries = new Entries();
    private final HardLinks hardLinks = new HardLinks();
    private final Tally tally;
    private final FileSystemClocks clocks = new FileSystemClocks();
    private final ExtendedAttributes attributes = new ExtendedAttributes();
    private final NativeFlags flags = new NativeFlags();
    private ArtifactWriter out;
    private final Deque<Folder> folders = new ArrayDeque<>();
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
            directory(Place.root(root), inode);
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

    /** However deep a tree is, the thread's stack is not. */
    private void walk() throws IOException {
        while (!folders.isEmpty()) {
            stop.check();
            Folder folder = folders.peek();
            if (folder.hasNext()) {
                member(folder.next());
            } else {
                longPaths.giveBack(folders.pop().way());
            }
        }
    }

    private void directory(Place place, Inode inode) throws IOException {
        Path way = longPaths.into(place.path());
        Folder folder = new Folder(way, place.name());
        try {
            folder.walk(withoutCache(folder, look.names(folder)));
        } catch (IOException e) {
            longPaths.giveBack(way);
            missing(place, inode, e);
            return;
        }
        put(place, inode, entries.of(place, inode, Note.NONE));
        folders.push(folder);
    }

    private NameList withoutCache(Folder folder, NameList names) {
        if (!selection.excludeCaches() || !CacheTag.isIn(folder, names)) {
            return names;
        }
        for (int others = names.size() - 1; others > 0; others--) {
            tally.exclude();
        }
        NameList tag = new NameList();
        tag.add(CacheTag.NAME);
        return tag;
    }

    private void member(Place place) throws IOException {
        Inode inode;
        try {
            inode = look.inode(place);
        } catch (IOException e) {
            note(Entries.unknown(place, e instanceof NoSuchFileException ? Note.VANISHED : Note.UNREADABLE), words(e));
            return;
        }
        if (excludes.match(place.name(), inode.isDirectory())) {
            tally.exclude();
        } else if (inode.isDirectory()) {
            subdirectory(place, inode);
        } else if (inode.type() == Inode.SOCKET) {
            note(entries.left(place, inode, Note.SKIPPED), "a socket");
        } else if (inode.type() == Inode.FILE && inode.size() > selection.largest()) {
            note(entries.left(place, inode, Note.SKIPPED), "larger than the settings allow");
        } else {
            leaf(place, inode);
        }
    }

    private void subdirectory(Place place, Inode inode) throws IOException {
        if (leftOut.contains(place.path())) {
            note(entries.left(place, inode, Note.SKIPPED), "the backup's own place");
        } else if (selection.oneFileSystem() && inode.device() != device) {
            note(entries.left(place, inode, Note.SKIPPED), "another file system");
        } else {
            directory(place, inode);
        }
    }

    private void leaf(Place place, Inode inode) throws IOException {
        byte[] first = inode.links() > 1 ? hardLinks.firstName(inode) : null;
        if (first != null) {
            put(place, inode, entries.hardLink(place, inode, first));
        } else if (inode.type() == Inode.FILE) {
            file(place, inode);
        } else {
            special(place, inode);
        }
    }

    private void special(Place place, Inode inode) throws IOException {
        byte[] target = NOTHING;
        if (inode.type() == Inode.LINK) {
            try {
                target = ByteName.targetOf(place.path(), inode.size());
            } catch (IOException e) {
                missing(place, inode, e);
                return;
            }
        }
        put(place, inode, entries.symbolicLink(place, inode, target));
        hardLinks.remember(inode, place.name());
    }

    private void file(Place place, Inode first) throws IOException {
        if (unchanged(place, entries.of(place, first, Note.NONE))) {
            hardLinks.remember(first, place.name());
        } else if (!read(place, first, false)) {
            out.retract();
            Inode again;
            try {
                again = look.inode(place);
            } catch (IOException e) {
                missing(place, first, e);
                return;
            }
            read(place, again, true);
        }
    }

    /**
     * Reads a file once.
     *
     * @param last whether to note what is wrong with it, instead of leaving it to be read once more
     * @return whether the entry is done
     */
    private boolean read(Place place, Inode inode, boolean last) throws IOException {
        if (inode.type() != Inode.FILE) {
            note(entries.left(place, inode, Note.VANISHED), "became something else");
            return true;
        }
        try (OpenFile file = open(place)) {
            SparseMap sparse = file.holes(inode.size());
            SparseMap ranges = sparse == null ? SparseMap.whole(inode.size()) : sparse;
            FileContent content = new FileContent(new DataRanges(file, ranges), ranges.dataSize(), stop);
            write(place, inode, content, sparse);
            Note note = outcome(place, inode, content, file);
            if (note != Note.NONE && !last) {
                return false;
            }
            finish(place, inode, note, content.failure());
            return true;
        } catch (UnopenedException e) {
            missing(place, inode, e.getCause());
            return true;
        }
    }

    private OpenFile open(Place place) throws UnopenedException {
        try {
            return openings.open(place);
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

    private void write(Place place, Inode inode, FileContent content, SparseMap sparse) throws IOException {
        FileEntry entry = entries.of(place, inode, Note.NONE);
        byte[] header = TarHeader.of(entry, attributes(place), sparse);
        out.header(header, 0, header.length);
        long size = sparse == null ? inode.size() : sparse.dataSize();
        if (size > 0) {
            out.content(content, size);
        }
    }

    private Note outcome(Place place, Inode before, FileContent content, OpenFile file) {
        if (content.failure() != null) {
            return Note.UNREADABLE;
        }
        if (content.padded()) {
            return Note.PADDED;
        }
        Inode after = file.look();
        if (after != null && !before.differsFrom(after)) {
            return Note.NONE;
        }
        try {
            return before.contentDiffersFrom(look.inode(place)) ? Note.CHANGED : Note.NONE;
        } catch (IOException e) {
            // deleted since, but read whole
            return Note.NONE;
        }
    }

    private void finish(Place place, Inode inode, Note note, IOException failure) throws IOException {
        if (!note.inTar()) {
            lost = null;
            out.retract();
            missing(place, inode, failure);
            return;
        }
        end(place, inode, entries.of(place, inode, note));
        hardLinks.remember(inode, place.name());
    }

    private void put(Place place, Inode inode, FileEntry entry) throws IOException {
        if (unchanged(place, entry)) {
            return;
        }
        byte[] header = TarHeader.of(entry, entry.kind() == 'h' ? Map.of() : attributes(place));
        out.header(header, 0, header.length);
        end(place, inode, entry);
    }

    private boolean unchanged(Place place, FileEntry entry) throws IOException {
        boolean taken = clocks.isOurs(place, entry.device()) && out.unchanged(entry);
        if (taken) {
            tally.add(entry, "");
        }
        return taken;
    }

    /** What lost its attributes is written without a ctime, so that the next capture does not take it as it is. */
    private void end(Place place, Inode inode, FileEntry entry) throws IOException {
        out.entry(lost == null ? entry : entry.withoutCtime());
        tally.add(entry, "");
        List<String> found = entry.kind() == 'f' || entry.kind() == 'd' ? flags.of(place, inode) : List.of();
        if (!found.isEmpty()) {
            tally.addFlags(entry, found);
        }
        tellLost(entry);
    }

    private Map<String, byte[]> attributes(Place place) {
        lost = null;
        try {
            return attributes.read(place);
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

    private void missing(Place place, Inode inode, IOException why) throws IOException {
        Note note = why instanceof NoSuchFileException ? Note.VANISHED : Note.UNREADABLE;
        note(entries.left(place, inode, note), words(why));
    }

    private void note(FileEntry entry, String why) throws IOException {
        out.entry(entry);
        tally.add(entry, why);
    }

    private static String words(IOException e) {
        return e.getClass().getSimpleName().replace("Exception", "") + ": " + e.getMessage();
    }
}
