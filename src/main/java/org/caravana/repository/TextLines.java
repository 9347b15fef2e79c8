package org.caravana.repository;

import com.github.luben.zstd.ZstdIOException;
import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.function.Function;

/** The lines of an index or a file list, read as they are asked for; a bad one is named with its number. */
final class TextLines implements Closeable {
    private final String store;
    private final String path;
    private final LineBound bound;
    private final BufferedReader in;
    private long number;

    TextLines(String store, String path, InputStream text) {
        this.store = store;
        this.path = path;
        bound = new LineBound(text);
        in = new BufferedReader(new InputStreamReader(bound, StandardCharsets.UTF_8), 64 << 10);
    }

    /** The next line's meaning, or {@code null} at the end. */
    <T> T next(Function<String, T> parse) throws IOException {
        try {
            bound.startLine();
            String line = in.readLine();
            number++;
            return line == null ? null : parse.apply(line);
        } catch (ZstdIOException e) {
            throw new DamagedException(store, path, "after line " + number + " it cannot be decompressed", e);
        } catch (LineBound.TooLongException e) {
            throw new DamagedException(store, path, "line " + (number + 1) + " is " + e.getMessage(), e);
        } catch (IllegalArgumentException e) {
            throw new DamagedException(store, path, "line " + number + ": " + e.getMessage(), e);
        }
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
