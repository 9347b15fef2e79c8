package org.caravana.repository;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;

/**
 * Writes an artifact's packs, one after another, and sums them on the way. Used by one thread at a time.
 *
 * <p>Frames that follow one another in the same buffer are written at once. A full pack is handed to the
 * {@link PackFinisher}, which flushes it to disk behind the writer's back.
 */
final class PackWriter {
    /** About so many bytes make a pack, its description included. */
    static final long FULL = 64L << 20;

    private final Path folder;
    private final String artifact;
    private final PackList packs;
    private final PackFinisher finisher;
    private final MessageDigest sha256 = Sha256.digest();

    private PackDescription description;
    private FileChannel channel;
    private Path part;
    private int number;
    private int size;
    private long finished;
    private ByteBuffer run;

    PackWriter(Path folder, String artifact, PackList packs, PackFinisher finisher) {
        this.folder = folder;
        this.artifact = artifact;
        this.packs = packs;
        this.finisher = finisher;
    }

    /** Stores a frame. Its bytes must stay as they are until {@link #flush()}. */
    Range append(ByteBuffer frames, Chunk chunk) throws IOException {
        if (channel != null && size + chunk.frameLength + description.encodedLength() + PackDescription.ENTRY > FULL) {
            finish();
        }
        if (channel == null) {
            open();
        }
        if (run != null && run.limit() != chunk.frameOffset) {
            flush();
        }
        if (run == null) {
            run = frames.duplicate().limit(chunk.frameOffset).position(chunk.frameOffset);
        }
        run.limit(chunk.frameOffset + chunk.frameLength);
        description.add(chunk.sha256, size, chunk.frameLength, chunk.length, chunk.kind);
        Range place = new Range(number, size, chunk.frameLength, chunk.length);
        size += chunk.frameLength;
        return place;
    }

    /** Writes what is still only in a batch's buffer. */
    void flush() throws IOException {
        if (run != null) {
            write(run);
            run = null;
        }
    }

    /** Ends the pack that is being written, if any. */
    void finish() throws IOException {
        if (channel == null) {
            return;
        }
        flush();
        ByteBuffer end = description.encode();
        long whole = size + end.remaining();
        write(end);
        byte[] sum = sha256.digest();
        finisher.finish(new PackFinisher.Written(channel, part, PackName.of(artifact, sum), number, whole, sum));
        finished += whole;
        channel = null;
    }

    /** Gives up the pack that is being written. */
    void discard() throws IOException {
        run = null;
        if (channel != null) {
            channel.close();
            channel = null;
            Files.deleteIfExists(part);
        }
    }

    /** Bytes of the packs that were ended. */
    long finishedBytes() {
        return finished;
    }

    private void open() throws IOException {
        number = packs.reserve();
        part = folder.resolve(artifact + "-" + number + ".zst" + SafeFile.PART);
        channel = SafeFile.create(part);
        description = new PackDescription();
        size = 0;
        sha256.reset();
    }

    private void write(ByteBuffer bytes) throws IOException {
        sha256.update(bytes.duplicate());
        SafeFile.writeFully(channel, bytes);
    }
}
