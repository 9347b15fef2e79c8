package org.caravana.target;

import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.caravana.repository.StopSignal;

/** The lines to all targets, by name, for what does not send over a connection of ours. Thread-safe. */
public final class TargetLines {
    private final Map<String, TargetLine> lines = new ConcurrentHashMap<>();
    private final Set<String> asked = ConcurrentHashMap.newKeySet();
    private volatile boolean askNoMore;

    void add(String target, TargetLine line) {
        lines.put(target, line);
    }

    /**
     * Ends whatever is on its way to or from any target, at the next bytes: a process that is told to end does not wait
     * for a large object on a thin line. What is half there has a temporary name.
     */
    public void cut(String why) {
        lines.values().forEach(line -> line.cut(why));
    }

    /** Breaks the connections to all targets, for good: what a {@link #cut} did not end. */
    public void sever() {
        lines.values().forEach(TargetLine::sever);
    }

    /** A target is asked whether it answers, for which nobody will wait who stops the routes. */
    public void asked(String target) {
        asked.add(target);
        if (askNoMore) {
            lines.get(target).sever();
        }
    }

    /** It answered, or did not. */
    public void answered(String target) {
        asked.remove(target);
    }

    /** Breaks the connections to the targets that are asked, or will be, whether they answer. */
    public void askNoMore() {
        askNoMore = true;
        asked.forEach(target -> lines.get(target).sever());
    }

    /** Whether we ourselves {@link #cut} the line to a target, or {@link #sever}ed it. */
    public boolean isEnded(String target) {
        return lines.get(target).isEnded();
    }

    /**
     * From now on whatever is on its way to the target ends when the signal says so, at the next bytes; until another
     * signal is given. A target has one carrier.
     */
    public void heed(String target, StopSignal signal) {
        lines.get(target).heed(signal);
    }

    /** A file to be written to a target, as a stream that keeps to its cap; where there is none it stays a file. */
    public Object limit(String target, File body) throws IOException {
        TargetLine line = lines.get(target);
        return line.isCapped() ? line.up(new FileInputStream(body)) : body;
    }
}
