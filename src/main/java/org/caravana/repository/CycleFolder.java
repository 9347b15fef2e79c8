package org.caravana.repository;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A cycle's folder, while its plan's lock is held. */
final class CycleFolder {
    private final Path folder;

    CycleFolder(Path folder) {
        this.folder = folder;
    }

    Path packs() {
        return folder.resolve(Names.PACKS);
    }

    Path backups() {
        return folder.resolve(Names.BACKUPS);
    }

    /** Makes what is not there, and deletes what a crashed writer left half done. */
    void prepare() throws IOException {
        SafeFile.folder(folder);
        SafeFile.folder(packs());
        SafeFile.folder(backups());
        deleteParts(folder);
        deleteParts(packs());
        for (Path backup : members(backups())) {
            if (Names.isBackup(backup.getFileName().toString()) && isFolder(backup)) {
                cleanBackup(backup);
            }
        }
    }

    /**
     * A folder without manifest is no backup. One that has its sums already is kept: a manifest may have been lost
     * there, and the backup could still be restored by hand.
     */
    private void cleanBackup(Path backup) throws IOException {
        boolean begun = Files.exists(backup.resolve(Names.SUMS)) || Files.exists(backup.resolve(Names.MANIFEST));
        if (begun) {
            deleteParts(backup);
        } else {
            deleteBackup(backup);
        }
    }

    /** Deletes the folder of a backup that was not committed. */
    void deleteBackup(Path backup) throws IOException {
        for (Path file : members(backup)) {
            Files.delete(file);
        }
        Files.delete(backup);
    }

    /** Makes a folder for a new backup; the second after, if one is taken. */
    Path newBackup(Instant started) throws IOException {
        for (Instant at = started; ; at = at.plusSeconds(1)) {
            Path backup = backups().resolve(Names.backup(at));
            try {
                SafeFile.newFolder(backup);
                return backup;
            } catch (FileAlreadyExistsException e) {
                continue;
            }
        }
    }

    /** Reads the descriptions of all whole packs. A pack without a good one is not shared from. */
    void load(PackList packs, ChunkIndex index) throws IOException {
        for (Path file : members(packs())) {
            String name = file.getFileName().toString();
            if (PackName.is(name) && Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
                load(file, name, packs, index);
            }
        }
    }

    private void load(Path file, String name, PackList packs, ChunkIndex index) throws IOException {
        try (FileChannel channel = FileChannel.open(file)) {
            PackDescription description = PackDescription.read(channel);
            int number = packs.add(new PackList.Pack(name, channel.size(), null));
            for (int i = 0; i < description.count(); i++) {
                if (description.kind(i) == PackDescription.CONTENT) {
                    index.add(
                            description.sha256(i),
                            new Range(number, description.offset(i), description.length(i), description.plain(i)));
                }
            }
        } catch (PackDescription.Malformed e) {
            // verify tells of it; what it held is stored anew
        }
    }

    /** The sums of packs in hex, by name, as the cycle's backups have noted them. */
    Map<String, String> knownSums() throws IOException {
        Map<String, String> known = new HashMap<>();
        for (Path backup : members(backups())) {
            Path sums = backup.resolve(Names.SUMS);
            if (Files.isRegularFile(sums, LinkOption.NOFOLLOW_LINKS)) {
                addSums(Files.readAllBytes(sums), known);
            }
        }
        return known;
    }

    private static void addSums(byte[] content, Map<String, String> known) {
        try {
            Sums.parse(content).forEach((path, sum) -> {
                String name = path.substring(path.lastIndexOf('/') + 1);
                if (PackName.fits(name, sum)) {
                    known.put(name, sum);
                }
            });
        } catch (IllegalArgumentException e) {
            // verify tells of it; the sums are computed anew
        }
    }

    void flush() throws IOException {
        SafeFile.flushFolder(packs());
        SafeFile.flushFolder(backups());
        SafeFile.flushFolder(folder);
    }

    private static void deleteParts(Path folder) throws IOException {
        for (Path file : members(folder)) {
            if (file.getFileName().toString().endsWith(SafeFile.PART)) {
                Files.delete(file);
            }
        }
    }

    private static boolean isFolder(Path path) {
        return Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS);
    }

    static List<Path> members(Path folder) throws IOException {
        List<Path> members = new ArrayList<>();
        try (DirectoryStream<Path> stream = Files.newDirectoryStream(folder)) {
            stream.forEach(members::add);
        }
        Collections.sort(members);
        return members;
    }
}
