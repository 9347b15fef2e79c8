package org.caravana.target;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Folders at a server that several transfers may miss at the same time, and one makes for all. Thread-safe. */
final class MadeFolders {
    private final Map<String, Folder> folders = new ConcurrentHashMap<>();

    /** How often it was made; to be asked before something is put into it. */
    long times(String folder) {
        return folder(folder).times();
    }

    /** Makes it, unless another did since it had been made so many times. */
    void make(String folder, long times, Runnable maker) {
        folder(folder).make(times, maker);
    }

    private Folder folder(String name) {
        return folders.computeIfAbsent(name, n -> new Folder());
    }

    private static final class Folder {
        private volatile long times;

        long times() {
            return times;
        }

        synchronized void make(long before, Runnable maker) {
            if (times == before) {
                maker.run();
                times++;
            }
        }
    }
}
