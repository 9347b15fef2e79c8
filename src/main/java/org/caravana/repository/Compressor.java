package org.caravana.repository;

import com.github.luben.zstd.ZstdCompressCtx;
import java.nio.ByteBuffer;
import java.security.DigestException;
import java.security.MessageDigest;

/**
 * One thread's tools for a batch: sums its chunks, looks them up, compresses those that the cycle does not hold yet.
 *
 * <p>Tar headers and small contents get zstd's faster levels: up to 16 KiB its levels 1 to 3 come to the same size within a
 * percent or two, in half the time, and up to 64 KiB its levels 2 and 3, in seven tenths ({@code docs/performance.md}). At
 * the slow levels a chunk is tried with the fastest one first, and left at that if it saves next to nothing, since they
 * spend up to 0.5 s a MiB on noise.
 */
final class Compressor implements AutoCloseable {
    /** The length up to which zstd itself takes its smallest tables, in bytes. */
    private static final int SMALL = 16 << 10;

    private static final int MIDDLE = 64 << 10;

    private static final int NORMAL = 3;
    private static final int SLOW = 7;
    private static final int WORTHLESS_PERCENT = 97;

    private final MessageDigest sha256 = Sha256.digest();
    private final ZstdCompressCtx fastest;
    private final ZstdCompressCtx faster;
    private final ZstdCompressCtx zstd;
    private final ChunkIndex index;
    private final int level;

    /** @param level of zstd, 1 to 19 */
    Compressor(ChunkIndex index, int level) {
        this.index = index;
        this.level = level;
        fastest = context(1);
        zstd = context(level);
        faster = level == NORMAL ? context(2) : zstd;
    }

    private static ZstdCompressCtx context(int level) {
        ZstdCompressCtx context = new ZstdCompressCtx();
        context.setLevel(level);
        context.setChecksum(true);
        context.setContentSize(true);
        return context;
    }

    void work(Batch batch) throws DigestException {
        int at = 0;
        for (Step step : batch.steps) {
            if (step instanceof Chunk chunk) {
                sum(batch.plain, chunk);
                chunk.known = chunk.kind == PackDescription.CONTENT ? index.find(chunk.sha256) : -1;
                if (chunk.known < 0) {
                    chunk.frameOffset = at;
                    compress(batch, chunk);
                    at += chunk.frameLength;
                }
            }
        }
    }

    private void compress(Batch batch, Chunk chunk) {
        boolean small = chunk.kind != PackDescription.CONTENT || level <= NORMAL && chunk.length <= SMALL;
        boolean done = false;
        if (small || level >= SLOW) {
            compress(fastest, batch, chunk);
            done = small || chunk.frameLength > chunk.length * (long) WORTHLESS_PERCENT / 100;
        }
        if (!done) {
            compress(chunk.length <= MIDDLE ? faster : zstd, batch, chunk);
        }
    }

    private static void compress(ZstdCompressCtx zstd, Batch batch, Chunk chunk) {
        int at = chunk.frameOffset;
        chunk.frameLength = zstd.compressDirectByteBuffer(
                batch.frames, at, batch.frames.capacity() - at, batch.plain, chunk.offset, chunk.length);
    }

    private void sum(ByteBuffer plain, Chunk chunk) throws DigestException {
        sha256.update(plain.duplicate().limit(chunk.offset + chunk.length).position(chunk.offset));
        sha256.digest(chunk.sha256, 0, chunk.sha256.length);
    }

    @Override
    public void close() {
        try (fastest;
                faster) {
            // which may be the same: closing twice does nothing
            zstd.close();
        }
    }
}
