package org.caravana.repository;

/** The order of a file list: depth first, parents before their members, members by their names' bytes. */
final class WalkOrder {
    private WalkOrder() {}

    /** @param a a relative path, {@code .} for the root */
    static int compare(byte[] a, byte[] b) {
        boolean rootA = isRoot(a);
        boolean rootB = isRoot(b);
        if (rootA || rootB) {
            return Boolean.compare(rootB, rootA);
        }
        int common = Math.min(a.length, b.length);
        for (int i = 0; i < common; i++) {
            if (a[i] != b[i]) {
                return rank(a[i]) - rank(b[i]);
            }
        }
        return a.length - b.length;
    }

    private static boolean isRoot(byte[] path) {
        return path.length == 1 && path[0] == '.';
    }

    /** The separator ends a name, and a name comes before all that begin with it. */
    private static int rank(byte b) {
        return b == '/' ? 0 : (b & 0xff) + 1;
    }
}
