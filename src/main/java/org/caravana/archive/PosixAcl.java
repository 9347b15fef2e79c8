package org.caravana.archive;

import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToLongFunction;

/**
 * A POSIX.1e ACL as Linux keeps it in {@code system.posix_acl_access}, and as text in the form of star and libarchive,
 * which GNU tar reads, too: {@code user::rwx,user:joe:r-x:1000,group::r-x,mask::r-x,other::---}.
 *
 * <p>Binary form (linux/posix_acl_xattr.h), little-endian: version 2, then an entry each of tag, permissions, id.
 */
final class PosixAcl {
    private static final int VERSION = 2;
    private static final int ENTRY = 8;
    private static final int NOBODY = -1;
    private static final int USER_OBJ = 0x01;
    private static final int USER = 0x02;
    private static final int GROUP_OBJ = 0x04;
    private static final int GROUP = 0x08;
    private static final int MASK = 0x10;
    private static final int OTHER = 0x20;

    private final Map<Integer, Optional<String>> users = new HashMap<>();
    private final Map<Integer, Optional<String>> groups = new HashMap<>();

    /** The text of a binary ACL. */
    byte[] text(byte[] binary) throws IOException {
        ByteBuffer in = ByteBuffer.wrap(binary).order(ByteOrder.LITTLE_ENDIAN);
        try {
            if (in.getInt() != VERSION) {
                throw new IOException("an ACL of an unknown version");
            }
            List<String> entries = new ArrayList<>();
            while (in.hasRemaining()) {
                entries.add(entry(in.getShort(), in.getShort(), in.getInt()));
            }
            return String.join(",", entries).getBytes(StandardCharsets.UTF_8);
        } catch (BufferUnderflowException e) {
            throw new IOException("an ACL that is cut short", e);
        }
    }

    private String entry(int tag, int permissions, int id) throws IOException {
        return switch (tag) {
            case USER_OBJ -> "user::" + letters(permissions);
            case USER -> "user:" + named(id, permissions, name(users, id, true));
            case GROUP_OBJ -> "group::" + letters(permissions);
            case GROUP -> "group:" + named(id, permissions, name(groups, id, false));
            case MASK -> "mask::" + letters(permissions);
            case OTHER -> "other::" + letters(permissions);
            default -> throw new IOException("an ACL with an unknown tag " + tag);
        };
    }

    private static Optional<String> name(Map<Integer, Optional<String>> known, int id, boolean user) {
        return known.computeIfAbsent(id, i -> Optional.ofNullable(user ? NativeOwners.user(i) : NativeOwners.group(i)));
    }

    private static String named(int id, int permissions, Optional<String> name) {
        String number = Integer.toUnsignedString(id);
        return name.map(n -> n + ":" + letters(permissions) + ":" + number)
                .orElseGet(() -> number + ":" + letters(permissions));
    }

    private static String letters(int permissions) {
        return ((permissions & 4) != 0 ? "r" : "-")
                + ((permissions & 2) != 0 ? "w" : "-")
                + ((permissions & 1) != 0 ? "x" : "-");
    }

    /**
     * The binary ACL of a text, as star, libarchive or GNU tar wrote it.
     *
     * @param user a user's number by name, -1 if this machine does not know the name
     */
    static byte[] binary(byte[] text, ToLongFunction<String> user, ToLongFunction<String> group) throws IOException {
        String[] lines = new String(text, StandardCharsets.UTF_8).trim().split("\\s*[,\\n]\\s*");
        ByteBuffer out = ByteBuffer.allocate(4 + lines.length * ENTRY).order(ByteOrder.LITTLE_ENDIAN);
        out.putInt(VERSION);
        List<long[]> entries = new ArrayList<>();
        for (String line : lines) {
            entries.add(parse(line.replaceFirst("\\s*#.*", ""), user, group));
        }
        // the kernel wants them in this order
        entries.sort((a, b) -> a[0] != b[0] ? Long.compare(a[0], b[0]) : Long.compare(a[2], b[2]));
        entries.forEach(e -> out.putShort((short) e[0]).putShort((short) e[1]).putInt((int) e[2]));
        return out.array();
    }

    private static long[] parse(String line, ToLongFunction<String> user, ToLongFunction<String> group)
            throws IOException {
        String[] part = line.split(":", -1);
        if (part.length < 3) {
            throw new IOException("the ACL's entry " + line + " is none");
        }
        boolean named = !part[1].isEmpty();
        long tag =
                switch (part[0]) {
                    case "user", "u" -> named ? USER : USER_OBJ;
                    case "group", "g" -> named ? GROUP : GROUP_OBJ;
                    case "mask", "m" -> MASK;
                    case "other", "o" -> OTHER;
                    default -> throw new IOException("the ACL's entry " + line + " is none");
                };
        long id = named ? number(part, tag == USER ? user : group) : NOBODY;
        return new long[] {tag, permissions(part[2]), id};
    }

    private static long number(String[] part, ToLongFunction<String> names) throws IOException {
        long known = names.applyAsLong(part[1]);
        if (known >= 0) {
            return known;
        }
        String number = part.length > 3 ? part[3] : part[1];
        try {
            return Integer.toUnsignedLong(Integer.parseUnsignedInt(number));
        } catch (NumberFormatException e) {
            throw new IOException("the ACL names " + part[1] + ", who is not known here", e);
        }
    }

    private static long permissions(String letters) {
        return (letters.contains("r") ? 4 : 0) | (letters.contains("w") ? 2 : 0) | (letters.contains("x") ? 1 : 0);
    }
}
