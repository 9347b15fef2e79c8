package org.caravana.target;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.caravana.repository.ObjectStore.StoredObject;

/** Which objects of a target are encrypted, as their folders' listings tell. */
final class EncryptedNames {
    /** Header of an age file with no recipient yet: version line and MAC line. */
    private static final int HEADER = "age-encryption.org/v1\n".length() + "--- ".length() + 43 + 1;

    private static final int STANZA = "-> X25519 ".length() + 43 + 1 + 43 + 1;
    private static final int NONCE = 16;
    private static final int CHUNK = 64 * 1024;
    private static final int TAG = 16;

    private final Folders folders;
    private final Map<String, Set<String>> known = new ConcurrentHashMap<>();

    EncryptedNames(Folders folders) {
        this.folders = folders;
    }

    @FunctionalInterface
    interface Folders {
        List<StoredObject> list(String folder) throws IOException;
    }

    /** The name under which an object lies at the target. */
    String nameOf(String path) throws IOException {
        int slash = path.lastIndexOf('/');
        String folder = slash < 0 ? "" : path.substring(0, slash);
        String plain = path.substring(slash + 1);
        String encrypted = plain + Age.SUFFIX;
        Set<String> there = known.get(folder);
        if (there == null || !there.contains(encrypted) && !there.contains(plain)) {
            there = folders.list(folder).stream().map(StoredObject::name).collect(Collectors.toSet());
            known.put(folder, there);
        }
        return there.contains(encrypted) ? path + Age.SUFFIX : path;
    }

    /** A listing with plain names, and sizes as they are; an encrypted target's own sums are no part of the backup. */
    static List<StoredObject> plain(List<StoredObject> listed) {
        Set<String> names = listed.stream().map(StoredObject::name).collect(Collectors.toSet());
        List<StoredObject> plain = new ArrayList<>();
        for (StoredObject member : listed) {
            if (member.name().endsWith(Age.SUFFIX)) {
                String name = member.name().substring(0, member.name().length() - Age.SUFFIX.length());
                plain.add(new StoredObject(name, member.size()));
            } else if (!names.contains(member.name() + Age.SUFFIX)) {
                plain.add(member);
            }
        }
        return plain;
    }

    /**
     * Whether an age file of this size can hold so many bytes: a header with one stanza or more, a nonce, and chunks of
     * 64 KiB with a tag each. How many recipients there were when it was made is not known.
     */
    static boolean fits(long encrypted, long plain) {
        long chunks = Math.max(1, (plain + CHUNK - 1) / CHUNK);
        long stanzas = encrypted - HEADER - NONCE - plain - chunks * TAG;
        return stanzas > 0 && stanzas % STANZA == 0;
    }
}
