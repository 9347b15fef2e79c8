package org.caravana.repository;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * The unit that travels through the pipeline: up to 4 MiB of plain bytes as one large chunk or many small ones, so that
 * a queue is asked once for a thousand tar headers, and room for their frames.
 */
final class Batch {
    /** Small chunks in a batch, at most; each may grow by a frame's overhead. */
    private static final int MOST_CHUNKS = 4096;

    private static final int FRAME_OVERHEAD = 96;

    final ByteBuffer plain;
    final ByteBuffer frames;
    final List<Step> steps = new ArrayList<>();
    ArtifactRecorder recorder;

    private int chunks;
    private int openStart;
    private boolean done;

    Batch() {
        this(Cutter.MOST, MOST_CHUNKS);
    }

    private Batch(int bytes, int chunks) {
        plain = ByteBuffer.allocateDirect(bytes);
        frames = ByteBuffer.allocateDirect(bytes + bytes / 256 + chunks * FRAME_OVERHEAD);
    }

    /** One that holds nothing, to mark an end with. */
    static Batch empty() {
        return new Batch(0, 0);
    }

    /** Makes it empty, for the artifact of that recorder. */
    void reset(ArtifactRecorder artifact) {
        recorder = artifact;
        plain.clear();
        frames.clear();
        steps.clear();
        chunks = 0;
        openStart = 0;
        done = false;
    }

    boolean hasRoom(int bytes) {
        return plain.remaining() >= bytes && chunks < MOST_CHUNKS;
    }

    /** Bytes after the last finished chunk. */
    int openLength() {
        return plain.position() - openStart;
    }

    /** Makes the bytes after the last chunk, up to {@code end} in {@link #plain}, a chunk. */
    void endChunk(int kind, int end) {
        steps.add(new Chunk(kind, openStart, end - openStart));
        openStart = end;
        chunks++;
    }

    /** Forgets the bytes after the last chunk. */
    void dropOpen() {
        plain.position(openStart);
    }

    /** Hands the bytes after the last chunk over to another batch. */
    void moveOpen(Batch next) {
        next.plain.put(plain.duplicate().limit(plain.position()).position(openStart));
        dropOpen();
    }

    synchronized void done() {
        done = true;
        notifyAll();
    }

    synchronized void awaitDone() throws InterruptedException {
        while (!done) {
            wait();
        }
    }
}
