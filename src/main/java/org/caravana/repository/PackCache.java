package org.caravana.repository;

import java.io.Closeable;
import java.io.IOException;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The packs that were read last, open: streams that share chunks go back and forth between packs, and a pack may have
 * been fetched from far away. A target's store needs room for 1 GiB.
 */
final class PackCache implements Closeable {
    private static final int MOST = 128;
    private static final long MOST_BYTES = 16 * PackWriter.FULL;

    private final ObjectStore store;
    private final String folder;
    private final Map<String, OpenPack> packs = new LinkedHashMap<>(16, 0.75f, true);
    private long bytes;

    /** @param folder of the packs, relative to the store's root */
    PackCache(ObjectStore store, String folder) {
        this.store = store;
        this.folder = folder;
    }

    OpenPack get(String name) throws IOException {
        OpenPack pack = packs.get(name);
        if (pack == null) {
            evict();
            pack = OpenPack.open(store, folder + "/" + name);
            packs.put(name, pack);
            bytes += pack.size();
        }
        return pack;
    }

    private void evict() throws IOException {
        while (packs.size() >= MOST || bytes > MOST_BYTES - PackWriter.FULL) {
            closeOldest();
        }
    }

    private void closeOldest() throws IOException {
        Iterator<OpenPack> oldest = packs.values().iterator();
        OpenPack pack = oldest.next();
        oldest.remove();
        bytes -= pack.size();
        pack.close();
    }

    @Override
    public void close() throws IOException {
        while (!packs.isEmpty()) {
            closeOldest();
        }
    }
}
