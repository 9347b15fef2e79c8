package org.caravana.dump;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.caravana.repository.StopSignal;

/** What a program calls its version. */
final class ToolVersion {
    private static final int MOST = 1024;

    private ToolVersion() {}

    /**
     * What the program prints when asked so.
     *
     * @param words the program and what asks it
     * @param provider the package that it comes with
     * @throws DumpFailedException if there is no such program
     */
    static String told(List<String> words, String provider, StopSignal stop) throws IOException {
        return told(new ToolCommand(words, Map.of("LC_ALL", "C"), Map.of(), provider), stop);
    }

    /** The same, of a command of its own. */
    static String told(ToolCommand probe, StopSignal stop) throws IOException {
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        new ToolRun(probe, stop).output(out -> {
            ByteBuffer buffer = ByteBuffer.allocate(MOST);
            while (out.read(buffer) >= 0) {
                text.write(buffer.array(), 0, Math.min(buffer.position(), Math.max(0, MOST - text.size())));
                buffer.clear();
            }
        });
        return text.toString(StandardCharsets.UTF_8).strip();
    }

    /** The first thing in a text that looks like a version; {@code ?} if there is none. */
    static String number(String told) {
        Matcher number = Pattern.compile("\\d+(?:\\.\\d+)+").matcher(told);
        return number.find() ? number.group() : "?";
    }

    /** Whether a version's first two numbers are less than another's. */
    static boolean older(String version, String than) {
        String[] a = version.split("\\.");
        String[] b = than.split("\\.");
        int first = Integer.compare(major(a[0]), major(b[0]));
        return first < 0 || first == 0 && a.length > 1 && b.length > 1 && major(a[1]) < major(b[1]);
    }

    /** The number before a version's first point; 0 if there is none. */
    static int major(String version) {
        Matcher number = Pattern.compile("^\\d{1,6}").matcher(version);
        return number.find() ? Integer.parseInt(number.group()) : 0;
    }
}
