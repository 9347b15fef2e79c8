package org.caravana.archive;

import java.util.HashMap;
import java.util.Map;

/** First names of files that have several, until the last of them was seen. */
final class HardLinks {
    private final Map<Key, First> firsts = new HashMap<>();

    /** The first name under which the file is in the tar, or {@code null} if this one is to be it. */
    byte[] firstName(Inode inode) {
        Key key = new Key(inode.device(), inode.number());
        First first = firsts.get(key);
        if (first == null) {
            return null;
        }
        first.left--;
        if (first.left <= 0) {
            firsts.remove(key);
        }
        return first.path;
    }

    void remember(Inode inode, byte[] path) {
        if (inode.links() > 1) {
            firsts.put(new Key(inode.device(), inode.number()), new First(path, inode.links() - 1));
        }
    }

    private record Key(long device, long number) {}

    private static final class First {
        private final byte[] path;
        private int left;

        First(byte[] path, int left) {
            this.path = path;
            this.left = left;
        }
    }
}
