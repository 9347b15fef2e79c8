package org.caravana.repository;

import com.github.luben.zstd.ZstdIOException;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.Function;

/** The lines of an index or a file list, read as they are asked for; a bad one is named with its number. */
final class TextLines implements Closeable {
    private static final int BUFFER = 64 << 10;

    private final String store;
    private final String path;
    private final LineBound in;
    private byte[] bytes = new byte[BUFFER];
    private int start;
    private int end = -1;
    private int filled;
    private long number;

    TextLines(String store, String path, InputStream text) {
        this.store = store;
        this.path = path;
        in = new LineBound(text);
    }

    /** Looks at a line's last field where it lies in a buffer, before the line is read. */
    @FunctionalInterface
    interface LastField {
        boolean fits(byte[] text, int from, int to);
    }

    /** The next line's meaning, or {@code null} at the end. */
    <T> T next(Function<String, T> parse) throws IOException {
        return next((text, from, to) -> true, parse);
    }

    /** The meaning of the next line whose last field fits, or {@code null} at the end. */
    <T> T next(LastField wanted, Function<String, T> parse) throws IOException {
        try {
            while (advance()) {
                if (wanted.fits(bytes, lastField(), end)) {
                    return parse.apply(new String(bytes, start, end - start, StandardCharsets.UTF_8));
                }
            }
            return null;
        } catch (ZstdIOException e) {
            throw new DamagedException(store, path, "after line " + number + " it cannot be decompressed", e);
        } catch (LineBound.TooLongException e) {
            throw new DamagedException(store, path, "line " + (number + 1) + " is " + e.getMessage(), e);
        } catch (IllegalArgumentException e) {
            throw new DamagedException(store, path, "line " + number + ": " + e.getMessage(), e);
        }
    }

    /** Goes on to the next line; whether there is one. The last one may lack its newline. */
    private boolean advance() throws IOException {
        in.startLine();
        start = Math.min(end + 1, filled);
        end = newline(start);
        while (end < 0) {
            int searched = filled - start;
            if (!fill()) {
                end = filled;
                number += end > start ? 1 : 0;
                return end > start;
            }
            end = newline(start + searched);
        }
        number++;
        return true;
    }

    private int newline(int from) {
        for (int i = from; i < filled; i++) {
            if (bytes[i] == '\n') {
                return i;
            }
        }
        return -1;
    }

    private boolean fill() throws IOException {
        if (start > 0) {
            System.arraycopy(bytes, start, bytes, 0, filled - start);
            filled -= start;
            start = 0;
        } else if (filled == bytes.length) {
            bytes = Arrays.copyOf(bytes, 2 * filled);
        }
        int count = in.read(bytes, filled, bytes.length - filled);
        filled += Math.max(count, 0);
        return count >= 0;
    }

    private int lastField() {
        int at = end;
        while (at > start && bytes[at - 1] != '\t') {
            at--;
        }
        return at;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
