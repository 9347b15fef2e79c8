package org.caravana.target;

import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The lines to all targets, by name, for what does not send over a connection of ours. Thread-safe. */
public final class TargetLines {
    private final Map<String, TargetLine> lines = new ConcurrentHashMap<>();

    void add(String target, TargetLine line) {
        lines.put(target, line);
    }

    /** A file to be written to a target, as a stream that keeps to its cap; where there is none it stays a file. */
    public Object limit(String target, File body) throws IOException {
        TargetLine line = lines.get(target);
        return line.isCapped() ? line.up(new FileInputStream(body)) : body;
    }
}
