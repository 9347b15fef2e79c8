package org.caravana.repository;

import java.io.EOFException;
import java.io.IOException;
import java.nio.channels.ReadableByteChannel;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** The reader's end of the pipeline: reads into batches and cuts. */
final class ArtifactStream implements ArtifactWriter {
    private static final int BLOCK = 512;
    private static final int READ = 256 << 10;

    /** In a batch; entries that bring no bytes would fill the memory otherwise. */
    private static final int MOST_STEPS = 12_000;

    /** With less in it a batch is not worth handing over, though a worker waits. */
    private static final int LEAST_BYTES = 256 << 10;

    /** What finishes or gives up the artifact once all of it is recorded. */
    interface Ending {
        void finish() throws IOException;

        void giveUp() throws IOException;
    }

    private final Pipeline pipeline;
    private final ArtifactRecorder recorder;
    private final StopSignal stop;
    private final AtomicLong taken;
    private final Ending ending;
    private final UnchangedFiles earlier;
    private final Cutter cutter;
    private final byte[] scanned = new byte[READ];
    private Batch batch;
    private boolean ended;
    private boolean abandoned;
    private boolean closed;

    ArtifactStream(
            Pipeline pipeline,
            ArtifactRecorder recorder,
            StopSignal stop,
            AtomicLong taken,
            Ending ending,
            UnchangedFiles earlier,
            int chunkSize) {
        this.pipeline = pipeline;
        this.recorder = recorder;
        this.stop = stop;
        this.taken = taken;
        this.ending = ending;
        this.earlier = earlier;
        cutter = new Cutter(chunkSize);
    }

    @Override
    public void header(byte[] bytes, int offset, int length) throws IOException {
        reserve(length);
        batch.plain.put(bytes, offset, length);
        batch.endChunk(PackDescription.HEADER, batch.plain.position());
        taken.addAndGet(length);
    }

    @Override
    public void content(ReadableByteChannel in, long size) throws IOException {
        int padding = (int) (-size & (BLOCK - 1));
        reserve((int) Math.min(size + padding, Cutter.NORMAL));
        cutter.reset();
        try {
            for (long left = size; left > 0; ) {
                int n = read(in, left);
                if (n < 0) {
                    throw new EOFException("ended " + left + " bytes before its size of " + size);
                }
                left -= n;
            }
            pad(padding);
            endContent();
        } finally {
            if (batch != null) {
                batch.dropOpen();
            }
        }
    }

    @Override
    public void entry(FileEntry entry) throws IOException {
        mark(new Step.Entry(entry));
        feed();
    }

    @Override
    public boolean unchanged(FileEntry entry) throws IOException {
        stop.check();
        if (earlier == null || !earlier.find(entry)) {
            return false;
        }
        taken.addAndGet(earlier.addTo(run()));
        return true;
    }

    /** What the batch ends in, if it is a run that is not full. */
    private UnchangedRun run() throws IOException {
        requireBatch();
        List<Step> steps = batch.steps;
        if (!steps.isEmpty() && steps.get(steps.size() - 1) instanceof UnchangedRun last) {
            if (!last.isFull()) {
                return last;
            }
            turnOver();
        }
        UnchangedRun next = new UnchangedRun();
        batch.steps.add(next);
        return next;
    }

    @Override
    public void retract() throws IOException {
        mark(Step.Mark.RETRACT);
    }

    @Override
    public void trailer(byte[] bytes) throws IOException {
        header(bytes, 0, bytes.length);
        mark(Step.Mark.KEEP);
        ended = true;
    }

    @Override
    public void stream(ReadableByteChannel in) throws IOException {
        cutter.reset();
        int n = 0;
        while (n >= 0) {
            reserve(1);
            n = read(in, Long.MAX_VALUE);
            mark(Step.Mark.KEEP);
        }
        endContent();
        mark(Step.Mark.KEEP);
        ended = true;
    }

    @Override
    public void abandon() {
        abandoned = true;
    }

    @Override
    public void close() throws IOException {
        if (closed) {
            return;
        }
        closed = true;
        try (earlier) {
            end();
        }
    }

    private void end() throws IOException {
        boolean whole = false;
        try {
            submit();
            pipeline.drain();
            whole = ended && !abandoned;
        } finally {
            if (whole) {
                ending.finish();
            } else {
                pipeline.settle();
                ending.giveUp();
            }
        }
        if (!whole && !abandoned) {
            throw new IllegalStateException("an artifact was closed before its end");
        }
    }

    private void mark(Step step) throws IOException {
        if (batch == null) {
            batch = pipeline.take(recorder);
        } else if (batch.steps.size() >= MOST_STEPS) {
            turnOver();
        }
        List<Step> steps = batch.steps;
        boolean again = step == Step.Mark.KEEP && !steps.isEmpty() && steps.get(steps.size() - 1) == step;
        if (!again) {
            steps.add(step);
        }
    }

    /** Reads at most {@code left} bytes into the batch and cuts them; -1 at the end. */
    private int read(ReadableByteChannel in, long left) throws IOException {
        stop.check();
        if (!batch.plain.hasRemaining()) {
            turnOver();
        }
        int limit = batch.plain.limit();
        int start = batch.plain.position();
        batch.plain.limit((int) Math.min(limit, start + Math.min(left, READ)));
        int n = in.read(batch.plain);
        batch.plain.limit(limit);
        if (n > 0) {
            taken.addAndGet(n);
            cut(start);
        }
        return n;
    }

    private void pad(int padding) throws IOException {
        if (batch.plain.remaining() < padding) {
            turnOver();
        }
        int start = batch.plain.position();
        batch.plain.put(new byte[padding]);
        taken.addAndGet(padding);
        cut(start);
    }

    /** Cuts what was put into the batch from {@code start} on. */
    private void cut(int start) {
        int end = batch.plain.position();
        int skip = Math.min(end - start, cutter.skippable());
        cutter.skip(skip);
        int base = start + skip;
        int length = end - base;
        batch.plain.get(base, scanned, 0, length);
        int at = 0;
        while (at < length) {
            int next = cutter.next(scanned, at, length);
            if (next >= 0) {
                batch.endChunk(PackDescription.CONTENT, base + next);
            }
            at = next < 0 ? length : next;
        }
    }

    private void endContent() {
        if (batch != null && batch.openLength() > 0) {
            batch.endChunk(PackDescription.CONTENT, batch.plain.position());
        }
    }

    private void reserve(int bytes) throws IOException {
        stop.check();
        if (batch != null && !batch.hasRoom(bytes)) {
            turnOver();
        }
        requireBatch();
        if (!batch.hasRoom(bytes)) {
            throw new IllegalArgumentException("a header of " + bytes + " bytes is longer than any chunk may be");
        }
    }

    private void requireBatch() {
        if (batch == null) {
            batch = pipeline.take(recorder);
        }
    }

    /** Submits the batch and goes on with a new one, which takes the chunk along that is not ended yet. */
    private void turnOver() throws IOException {
        Batch next = pipeline.take(recorder);
        batch.moveOpen(next);
        Batch full = batch;
        batch = next;
        pipeline.submit(full);
    }

    /** Lets nobody wait for a full batch, as at the beginning. To be called between entries. */
    private void feed() throws IOException {
        if (batch.plain.position() >= LEAST_BYTES && pipeline.hungry()) {
            submit();
        }
    }

    private void submit() throws IOException {
        if (batch != null) {
            Batch last = batch;
            batch = null;
            last.dropOpen();
            pipeline.submit(last);
        }
    }
}
