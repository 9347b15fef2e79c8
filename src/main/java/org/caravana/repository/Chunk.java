package org.caravana.repository;

/** A chunk in a batch: where its plain bytes lie there, and, once a worker was at it, its sum and its frame. */
final class Chunk implements Step {
    final int kind;
    final int offset;
    final int length;
    final byte[] sha256 = new byte[32];

    /** Its number in the chunk index, or -1 if the worker did not find it there and compressed it. */
    int known = -1;

    int frameOffset;
    int frameLength;

    Chunk(int kind, int offset, int length) {
        this.kind = kind;
        this.offset = offset;
        this.length = length;
    }
}
