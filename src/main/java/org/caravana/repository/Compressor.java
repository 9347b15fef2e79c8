package org.caravana.repository;

import com.github.luben.zstd.ZstdCompressCtx;
import java.nio.ByteBuffer;
import java.security.DigestException;
import java.security.MessageDigest;

/** One thread's tools for a batch: sums its chunks, looks them up, compresses those that the cycle does not hold yet. */
final class Compressor implements AutoCloseable {
    private final MessageDigest sha256 = Sha256.digest();
    private final ZstdCompressCtx zstd = new ZstdCompressCtx();
    private final ChunkIndex index;

    /** @param level of zstd, 1 to 19 */
    Compressor(ChunkIndex index, int level) {
        this.index = index;
        zstd.setLevel(level);
        zstd.setChecksum(true);
        zstd.setContentSize(true);
    }

    void work(Batch batch) throws DigestException {
        int at = 0;
        for (Step step : batch.steps) {
            if (step instanceof Chunk chunk) {
                sum(batch.plain, chunk);
                chunk.known = chunk.kind == PackDescription.CONTENT ? index.find(chunk.sha256) : -1;
                if (chunk.known < 0) {
                    chunk.frameOffset = at;
                    chunk.frameLength = zstd.compressDirectByteBuffer(
                            batch.frames, at, batch.frames.capacity() - at, batch.plain, chunk.offset, chunk.length);
                    at += chunk.frameLength;
                }
            }
        }
    }

    private void sum(ByteBuffer plain, Chunk chunk) throws DigestException {
        sha256.update(plain.duplicate().limit(chunk.offset + chunk.length).position(chunk.offset));
        sha256.digest(chunk.sha256, 0, chunk.sha256.length);
    }

    @Override
    public void close() {
        zstd.close();
    }
}
