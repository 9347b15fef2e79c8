package org.caravana.repository;

import java.io.Closeable;
import java.io.IOException;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The packs that were read last, open: streams that share chunks go back and forth between packs, and a pack may have
 * been fetched from far away. A target's store needs room for so many packs of 64 MiB.
 */
final class PackCache implements Closeable {
    private static final int MOST = 16;

    private final ObjectStore store;
    private final String folder;
    private final Map<String, OpenPack> packs = new LinkedHashMap<>(MOST, 0.75f, true);

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
        }
        return pack;
    }

    private void evict() throws IOException {
        if (packs.size() >= MOST) {
            Iterator<OpenPack> oldest = packs.values().iterator();
            OpenPack pack = oldest.next();
            oldest.remove();
            pack.close();
        }
    }

    @Override
    public void close() throws IOException {
        while (!packs.isEmpty()) {
            Iterator<OpenPack> next = packs.values().iterator();
            OpenPack pack = next.next();
            next.remove();
            pack.close();
        }
    }
}
