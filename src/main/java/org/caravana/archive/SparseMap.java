package org.caravana.archive;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Where a sparse file has data; what lies between is holes, which read as zero bytes and take no room on a disk.
 *
 * <p>In a tar such a file stands as GNU tar writes it in the pax format, version 1.0 of its sparse files: the map as
 * text, filled up to a multiple of 512 bytes, then the data of its ranges one after another (GNU tar manual, Sparse
 * Formats, PAX Format, Version 1.0).
 *
 * @param size the file's length in bytes, holes included
 * @param offsets where the ranges of data begin, ascending, each a multiple of 512
 * @param lengths how long they are, each a multiple of 512 but that of one that ends with the file
 */
record SparseMap(long size, long[] offsets, long[] lengths) {

    /** Of a file without holes. */
    static SparseMap whole(long size) {
        return new SparseMap(size, new long[] {0}, new long[] {size});
    }

    /** Bytes of all the ranges together. */
    long dataSize() {
        long sum = 0;
        for (long length : lengths) {
            sum += length;
        }
        return sum;
    }

    /** The map as it stands before the data, a multiple of 512 bytes. */
    byte[] text() {
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        boolean endsInHole = offsets.length == 0 || offsets[offsets.length - 1] + lengths[lengths.length - 1] < size;
        line(text, offsets.length + (endsInHole ? 1 : 0));
        for (int i = 0; i < offsets.length; i++) {
            line(text, offsets[i]);
            line(text, lengths[i]);
        }
        if (endsInHole) {
            // so GNU tar knows how long to make the file
            line(text, size);
            line(text, 0);
        }
        return Arrays.copyOf(text.toByteArray(), TarHeader.padded(text.size()));
    }

    private static void line(ByteArrayOutputStream text, long number) {
        text.writeBytes((number + "\n").getBytes(StandardCharsets.US_ASCII));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SparseMap that
                && size == that.size
                && Arrays.equals(offsets, that.offsets)
                && Arrays.equals(lengths, that.lengths);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(offsets);
    }

    @Override
    public String toString() {
        return size + " bytes in " + offsets.length + " ranges";
    }
}
