package org.caravana.repository;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** Writing packs, and loading the index of a million chunks from 250 of them. */
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class Packs {

    /** 250 packs of 4000 frames each. Their contents are zeros: only the descriptions are read. */
    @State(Scope.Benchmark)
    public static class Million {
        private static final int PACKS = 250;
        private static final int FRAMES = 4000;

        Path folder;

        @Setup
        public void write() throws IOException {
            folder = Files.createTempDirectory("caravana-jmh");
            CycleFolder cycle = new CycleFolder(folder);
            cycle.prepare();
            Random random = new Random(1);
            PackList packs = new PackList();
            try (PackFinisher finisher = new PackFinisher(cycle.packs(), packs)) {
                PackWriter writer = new PackWriter(cycle.packs(), "tree.tar", packs, finisher);
                ByteBuffer frames = ByteBuffer.allocateDirect(FRAMES * 100);
                for (int p = 0; p < PACKS; p++) {
                    for (int f = 0; f < FRAMES; f++) {
                        writer.append(frames, frame(random, f, 100));
                    }
                    writer.finish();
                }
                finisher.drain();
            }
        }

        @TearDown
        public void delete() throws IOException {
            Packs.delete(folder);
        }
    }

    /** An empty folder a shot. */
    @State(Scope.Benchmark)
    public static class Empty {
        final ByteBuffer frames = ByteBuffer.allocateDirect(4 << 20);
        Path folder;

        @Setup(Level.Iteration)
        public void make() throws IOException {
            folder = Files.createTempDirectory("caravana-jmh");
        }

        @TearDown(Level.Iteration)
        public void delete() throws IOException {
            Packs.delete(folder);
        }
    }

    @Benchmark
    public int indexOfAMillionChunks(Million million) throws IOException {
        ChunkIndex index = new ChunkIndex();
        new CycleFolder(million.folder).load(new PackList(), index);
        return index.size();
    }

    /** 256 MiB in frames of 64 KiB: four packs, summed, flushed to disk and named. */
    @Benchmark
    public long packsOf256MiB(Empty empty) throws IOException {
        PackList packs = new PackList();
        Random random = new Random(1);
        try (PackFinisher finisher = new PackFinisher(empty.folder, packs)) {
            PackWriter writer = new PackWriter(empty.folder, "tree.tar", packs, finisher);
            for (int batch = 0; batch < 64; batch++) {
                for (int f = 0; f < 64; f++) {
                    writer.append(empty.frames, frame(random, f, 64 << 10));
                }
                writer.flush();
            }
            writer.finish();
            finisher.drain();
            return writer.finishedBytes();
        }
    }

    private static Chunk frame(Random random, int number, int length) {
        Chunk chunk = new Chunk(PackDescription.CONTENT, number * length, length);
        random.nextBytes(chunk.sha256);
        chunk.frameOffset = number * length;
        chunk.frameLength = length;
        return chunk;
    }

    private static void delete(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
