package org.caravana.repository;

import java.nio.ByteBuffer;
import java.security.DigestException;
import java.security.MessageDigest;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** What a capture does to every byte: 4 MiB an operation, a batch, on one thread. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class HotLoops {
    private static final int BYTES = 4 << 20;

    /** Bytes of a chunk. */
    @Param({"1024", "16384", "1048576"})
    public int chunk;

    private final byte[] bytes = new byte[BYTES];
    private final byte[] sum = new byte[32];
    private final Cutter cutter = new Cutter();
    private final MessageDigest sha256 = Sha256.digest();
    private final ChunkIndex index = new ChunkIndex();
    private final Batch batch = new Batch();
    private Compressor compressor;

    /** Words out of a vocabulary, as text has them. */
    @Setup
    public void fill() {
        Random random = new Random(1);
        byte[][] words = new byte[20_000][];
        for (int i = 0; i < words.length; i++) {
            words[i] = new byte[3 + random.nextInt(9)];
            for (int k = 0; k < words[i].length; k++) {
                words[i][k] = (byte) ('a' + random.nextInt(26));
            }
        }
        for (int at = 0; at < BYTES; ) {
            byte[] word = words[random.nextInt(words.length)];
            int length = Math.min(word.length, BYTES - at);
            System.arraycopy(word, 0, bytes, at, length);
            at += length;
        }
        compressor = new Compressor(index, 3);
        batch.reset(null);
        ByteBuffer plain = batch.plain;
        for (int at = 0; at < BYTES && batch.hasRoom(chunk); at += chunk) {
            plain.put(bytes, at, chunk);
            batch.endChunk(PackDescription.CONTENT, plain.position());
        }
    }

    @TearDown
    public void close() {
        compressor.close();
    }

    /** Finding the cuts; the size of the chunks does not matter to it. */
    @Benchmark
    public int cutter() {
        cutter.reset();
        int cuts = 0;
        for (int at = cutter.next(bytes, 0, BYTES); at >= 0; at = cutter.next(bytes, at, BYTES)) {
            cuts++;
        }
        return cuts;
    }

    @Benchmark
    public byte[] sha256() throws DigestException {
        for (int at = 0; at < BYTES; at += chunk) {
            sha256.update(bytes, at, chunk);
            sha256.digest(sum, 0, sum.length);
        }
        return sum;
    }

    /** A worker's part: sum, look-up, zstd at level 3. */
    @Benchmark
    public int worker() throws DigestException {
        compressor.work(batch);
        return ((Chunk) batch.steps.get(0)).frameLength;
    }
}
