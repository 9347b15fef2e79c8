package org.caravana.repository;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdDecompressCtx;
import com.github.luben.zstd.ZstdException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.Arrays;

/** What ranges decompress to, one after another; each frame's SHA-256 is checked before its bytes are handed out. */
final class FrameStream extends InputStream {
    private static final int LONGEST_FRAME = (int) Zstd.compressBound(Cutter.MOST);

    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    private final RangeSource ranges;
    private final PackCache packs;
    private final ZstdDecompressCtx zstd = new ZstdDecompressCtx();
    private final MessageDigest sha256 = Sha256.digest();
    private ByteBuffer window = DirectMemory.allocate(LONGEST_FRAME);
    private ByteBuffer plain = DirectMemory.allocate(Cutter.MOST).limit(0);
    private OpenPack pack;
    private int frame;
    private long at;
    private long end;
    private long windowStart;
    private boolean closed;

    FrameStream(RangeSource ranges, PackCache packs) {
        this.ranges = ranges;
        this.packs = packs;
    }

    @Override
    public int read() throws IOException {
        return fill() ? plain.get() & 0xff : -1;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (!fill()) {
            return -1;
        }
        int n = Math.min(length, plain.remaining());
        plain.get(bytes, offset, n);
        return n;
    }

    private boolean fill() throws IOException {
        if (closed) {
            throw new IOException("the stream is closed");
        }
        while (!plain.hasRemaining()) {
            if (at == end && !nextRange()) {
                return false;
            }
            nextFrame();
        }
        return true;
    }

    private boolean nextRange() throws IOException {
        PackRange range = ranges.next();
        if (range == null) {
            return false;
        }
        pack = packs.get(range.pack());
        pack.require(range);
        frame = pack.frameAt(range.offset());
        at = range.offset();
        end = range.end();
        window.limit(0);
        return true;
    }

    private void nextFrame() throws IOException {
        int length = pack.description().length(frame);
        int size = pack.description().plain(frame);
        if (length > LONGEST_FRAME || size > Cutter.MOST) {
            throw pack.damaged("frame " + frame + " is longer than any may be");
        }
        if (at + length > windowStart + window.limit() || window.limit() == 0) {
            window.clear().limit((int) Math.min(window.capacity(), end - at));
            pack.read(window, at);
            windowStart = at;
        }
        decompress((int) (at - windowStart), length, size);
        at += length;
        frame++;
    }

    private void decompress(int offset, int length, int size) {
        plain.clear();
        try {
            int n = zstd.decompressDirectByteBuffer(plain, 0, plain.capacity(), window, offset, length);
            plain.limit(n);
        } catch (ZstdException e) {
            plain.limit(0);
            throw pack.damaged("frame " + frame + " at " + at + " cannot be decompressed");
        }
        sha256.update(plain.duplicate());
        if (plain.remaining() != size
                || !Arrays.equals(sha256.digest(), pack.description().sha256(frame))) {
            throw pack.damaged("frame " + frame + " at " + at + " does not hold what its description says");
        }
    }

    @Override
    public void close() throws IOException {
        if (!closed) {
            closed = true;
            try (zstd;
                    packs;
                    ranges) {
                DirectMemory.free(window);
                DirectMemory.free(plain);
                window = NOTHING;
                plain = NOTHING;
            }
        }
    }
}
