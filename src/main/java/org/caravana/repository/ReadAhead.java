package org.caravana.repository;

import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/**
 * A stream that a thread of its own reads ahead of the reader, a few megabytes at most: packs are fetched, frames
 * decompressed and checked while the reader writes what came before. A failure is thrown where it lies in the stream.
 */
final class ReadAhead extends InputStream {
    private static final int PARTS = 16;
    private static final int PART = 256 << 10;

    private final InputStream in;
    private final BlockingQueue<byte[]> free = new ArrayBlockingQueue<>(PARTS + 1);
    private final BlockingQueue<Part> read = new ArrayBlockingQueue<>(PARTS + 2);
    private final Thread thread = new Thread(this::run, "caravana-read-ahead");
    private Part part = new Part(new byte[0], 0, false, null);
    private int at;
    private boolean begun;
    private volatile boolean closed;

    /** @param in is closed by {@link #close()} */
    ReadAhead(InputStream in) {
        this.in = in;
        thread.setDaemon(true);
    }

    private record Part(byte[] bytes, int length, boolean last, Throwable failure) {}

    @Override
    public int read() throws IOException {
        return fill() ? part.bytes[at++] & 0xff : -1;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (!fill()) {
            return -1;
        }
        int count = Math.min(length, part.length - at);
        System.arraycopy(part.bytes, at, bytes, offset, count);
        at += count;
        return count;
    }

    private boolean fill() throws IOException {
        begin();
        while (at == part.length) {
            rethrow(part.failure);
            if (part.last || closed) {
                return false;
            }
            if (part.length > 0) {
                free.add(part.bytes);
            }
            part = await(read);
            at = 0;
        }
        return true;
    }

    private void begin() {
        if (!begun) {
            begun = true;
            for (int i = 0; i < PARTS; i++) {
                free.add(new byte[PART]);
            }
            thread.start();
        }
    }

    private void run() {
        boolean last = false;
        while (!last && !closed) {
            byte[] bytes = await(free);
            Part next = next(bytes);
            last = next.last;
            read.add(next);
        }
    }

    private Part next(byte[] bytes) {
        int length = 0;
        try {
            while (length < bytes.length && !closed) {
                int count = in.read(bytes, length, bytes.length - length);
                if (count < 0) {
                    return new Part(bytes, length, true, null);
                }
                length += count;
            }
            return new Part(bytes, length, false, null);
        } catch (IOException | RuntimeException | Error e) {
            return new Part(bytes, length, true, e);
        }
    }

    private static void rethrow(Throwable failure) throws IOException {
        if (failure instanceof IOException e) {
            throw e;
        }
        if (failure instanceof RuntimeException e) {
            throw e;
        }
        if (failure instanceof Error e) {
            throw e;
        }
    }

    private static <T> T await(BlockingQueue<T> queue) {
        try {
            return queue.take();
        } catch (InterruptedException e) {
            throw interrupted();
        }
    }

    private static IllegalStateException interrupted() {
        Thread.currentThread().interrupt();
        return new IllegalStateException("a thread of the repository was interrupted, which nobody may do");
    }

    @Override
    public void close() throws IOException {
        if (closed) {
            return;
        }
        closed = true;
        try (in) {
            if (begun) {
                free.offer(new byte[1]);
                thread.join();
            }
        } catch (InterruptedException e) {
            throw interrupted();
        }
    }
}
