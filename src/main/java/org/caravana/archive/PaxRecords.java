package org.caravana.archive;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** The records of pax extended headers: an entry's own over the global ones. */
final class PaxRecords {
    static final String SPARSE = "GNU.sparse.";

    private final Map<String, byte[]> global = new HashMap<>();
    private Map<String, byte[]> own = new HashMap<>();

    void readOwn(byte[] body, long position) {
        read(body, own, position);
    }

    void readGlobal(byte[] body, long position) {
        read(body, global, position);
    }

    /** Sets a value as if it had been a record; GNU tar's long names come as entries of their own. */
    void put(String key, byte[] value) {
        own.put(key, value);
    }

    void nextEntry() {
        own = new HashMap<>();
    }

    byte[] bytes(String key, byte[] otherwise) {
        byte[] value = own.getOrDefault(key, global.get(key));
        return value == null ? otherwise : value;
    }

    long number(String key, long otherwise, long position) {
        byte[] value = bytes(key, null);
        try {
            return value == null ? otherwise : Long.parseLong(ascii(value));
        } catch (NumberFormatException e) {
            throw new InvalidTarException("has a " + key + " that is no number", position);
        }
    }

    Instant time(long otherwise, long position) {
        byte[] value = bytes("mtime", null);
        return value == null ? Instant.ofEpochSecond(otherwise) : time(ascii(value), position);
    }

    /** Whether the entry is a sparse file of GNU tar, in whichever version of its format. */
    boolean isSparse() {
        return own.keySet().stream().anyMatch(key -> key.startsWith(SPARSE));
    }

    /** The length of a sparse file with its holes, in bytes; -1 if it is not in version 1.0 of the format. */
    long sparseSize(long position) {
        boolean known = number(SPARSE + "major", -1, position) == 1 && number(SPARSE + "minor", -1, position) == 0;
        return known ? number(SPARSE + "realsize", -1, position) : -1;
    }

    /** All {@code SCHILY.*} and {@code RHT.*} records. */
    Map<String, byte[]> attributes() {
        if (own.isEmpty() && global.isEmpty()) {
            return Map.of();
        }
        Map<String, byte[]> found = new HashMap<>(global);
        found.putAll(own);
        found.keySet().removeIf(key -> !key.startsWith("SCHILY.") && !key.startsWith("RHT."));
        return found;
    }

    private static Instant time(String text, long position) {
        try {
            boolean negative = text.startsWith("-");
            String digits = negative ? text.substring(1) : text;
            int dot = digits.indexOf('.');
            long seconds = Long.parseLong(dot < 0 ? digits : digits.substring(0, dot));
            String fraction = dot < 0 ? "" : digits.substring(dot + 1);
            long nanos = Long.parseLong((fraction + "000000000").substring(0, 9));
            return negative ? Instant.ofEpochSecond(-seconds, -nanos) : Instant.ofEpochSecond(seconds, nanos);
        } catch (NumberFormatException | java.time.DateTimeException e) {
            throw new InvalidTarException("has an mtime that is no time", position);
        }
    }

    private static void read(byte[] body, Map<String, byte[]> into, long position) {
        int at = 0;
        while (at < body.length) {
            int space = indexOf(body, ' ', at);
            int length = space < 0 ? -1 : length(body, at, space);
            int equals = space < 0 ? -1 : indexOf(body, '=', space);
            if (length <= 0 || length > body.length - at || equals < 0 || equals >= at + length - 1) {
                throw new InvalidTarException("has a damaged extended header", position);
            }
            String key = new String(body, space + 1, equals - space - 1, StandardCharsets.UTF_8);
            into.put(key, Arrays.copyOfRange(body, equals + 1, at + length - 1));
            at += length;
        }
    }

    private static int length(byte[] body, int from, int to) {
        try {
            return Integer.parseInt(new String(body, from, to - from, StandardCharsets.US_ASCII));
        } catch (NumberFormatException e) {
            return -1;
        }
    }

    private static int indexOf(byte[] body, char wanted, int from) {
        for (int i = from; i < body.length; i++) {
            if (body[i] == wanted) {
                return i;
            }
        }
        return -1;
    }

    private static String ascii(byte[] value) {
        return new String(value, StandardCharsets.US_ASCII);
    }
}
