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

    ByteBuffer plain;
    ByteBuffer frames;
    final List<Step> steps = new ArrayList<>();
    ArtifactRecorder recorder;

    private int chunks;
    private int openStart;
    private boolean done;

    /** Makes it empty, for the artifact of that recorder; its buffers are made when it is first needed. */
    void reset(ArtifactRecorder artifact) {
        if (plain == null) {
            ByteBuffer content = DirectMemory.allocate(Cutter.MOST);
            frames = DirectMemory.allocate(Cutter.MOST + Cutter.MOST / 256 + MOST_CHUNKS * FRAME_OVERHEAD);
            plain = content;
        }
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

    /** Gives its buffers back; until it is reset it holds nothing. */
    void free() {
        if (plain != null) {
            DirectMemory.free(plain);
            DirectMemory.free(frames);
            plain = null;
            frames = null;
        }
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
