package org.caravana.repository;

import com.github.luben.zstd.ZstdIOException;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Function;

/** The lines of an index or a file list, read as they are asked for; a bad one is named with its number. */
final class TextLines implements Closeable {
    private final String store;
    private final String path;
    private final ByteLines lines;
    private long number;

    TextLines(String store, String path, InputStream text) {
        this.store = store;
        this.path = path;
        lines = new ByteLines(text);
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
                byte[] bytes = lines.bytes();
                if (wanted.fits(bytes, lines.lastField(), lines.end())) {
                    int length = lines.end() - lines.start();
                    return parse.apply(new String(bytes, lines.start(), length, StandardCharsets.UTF_8));
                }
            }
            return null;
        } catch (ZstdIOException e) {
            throw new DamagedException(store, path, "after line " + number + " it cannot be decompressed", e);
        } catch (ByteLines.TooLongException e) {
            throw new DamagedException(store, path, "line " + (number + 1) + " is " + e.getMessage(), e);
        } catch (IllegalArgumentException e) {
            throw new DamagedException(store, path, "line " + number + ": " + e.getMessage(), e);
        }
    }

    /** Goes on to the next line; whether there is one. The last one may lack its newline. */
    private boolean advance() throws IOException {
        boolean there = lines.next() || lines.hasRest();
        number += there ? 1 : 0;
        return there;
    }

    @Override
    public void close() throws IOException {
        lines.close();
    }
}
