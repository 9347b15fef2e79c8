package org.caravana.archive;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * Names as the bytes that the file system keeps, to and from {@link Path}, whatever the locale.
 *
 * <p>{@code Path.toString} loses bytes that the locale's encoding has no character for; its URI form does not.
 */
final class ByteName {
    private static final String HEX = "0123456789ABCDEF";

    private ByteName() {}

    /** The last element of an absolute path. */
    static byte[] of(Path path) {
        String text = path.getFileName().toString();
        if (isAscii(text)) {
            return text.getBytes(StandardCharsets.US_ASCII);
        }
        String raw = path.toUri().getRawPath();
        int end = raw.endsWith("/") ? raw.length() - 1 : raw.length();
        return decode(raw, raw.lastIndexOf('/', end - 1) + 1, end);
    }

    /** A whole absolute path. */
    static byte[] absolute(Path path) {
        String text = path.toString();
        if (isAscii(text)) {
            return text.getBytes(StandardCharsets.US_ASCII);
        }
        String raw = path.toUri().getRawPath();
        int end = raw.length() > 1 && raw.endsWith("/") ? raw.length() - 1 : raw.length();
        return decode(raw, 0, end);
    }

    /** The path of a relative name below a directory; the name is taken as it is. */
    static Path resolve(Path directory, byte[] name) {
        if (isAscii(name)) {
            return directory.resolve(new String(name, StandardCharsets.US_ASCII));
        }
        String base = directory.toUri().getRawPath();
        return Path.of(URI.create("file://" + base + (base.endsWith("/") ? "" : "/") + encode(name)));
    }

    /**
     * Where a symbolic link points to.
     *
     * @param size its length in bytes as the file system tells it, 0 if it does not
     */
    static byte[] targetOf(Path link, long size) throws IOException {
        Path target = Files.readSymbolicLink(link);
        String text = target.toString();
        if (isAscii(text)) {
            return text.getBytes(StandardCharsets.US_ASCII);
        }
        // the URI of a relative path would begin with the working directory
        String raw = Path.of("/").resolve(target).toUri().getRawPath();
        byte[] bytes = decode(raw, target.isAbsolute() ? 0 : 1, raw.length());
        // and ends in a slash where it happens to lead to a directory
        boolean slashAdded = size > 0 && bytes.length == size + 1 && bytes[bytes.length - 1] == '/';
        return slashAdded ? Arrays.copyOf(bytes, bytes.length - 1) : bytes;
    }

    /** A symbolic link's target as a path that Java writes byte for byte, or {@code null} where it would tidy it up. */
    static Path asTarget(byte[] target) {
        if (target.length == 0 || target.length > 1 && target[target.length - 1] == '/' || hasDoubleSlash(target)) {
            return null;
        }
        if (isAscii(target)) {
            return Path.of(new String(target, StandardCharsets.US_ASCII));
        }
        boolean absolute = target[0] == '/';
        Path path = Path.of(URI.create("file://" + (absolute ? "" : "/") + encode(target)));
        return absolute ? path : path.subpath(0, path.getNameCount());
    }

    /** For people: valid UTF-8 as it is; control characters and other bytes as a backslash and three octal digits. */
    static String display(byte[] name) {
        if (isUtf8(name)) {
            String text = new String(name, StandardCharsets.UTF_8);
            return text.chars().noneMatch(Character::isISOControl) ? text : octal(text);
        }
        return octal(new String(name, StandardCharsets.ISO_8859_1));
    }

    /** Text to match patterns against: UTF-8, or ISO 8859-1 where it is none. */
    static String text(byte[] name) {
        return new String(name, isUtf8(name) ? StandardCharsets.UTF_8 : StandardCharsets.ISO_8859_1);
    }

    static byte[] join(byte[] directory, byte[] name) {
        if (directory.length == 1 && directory[0] == '.') {
            return name;
        }
        ByteBuffer joined = ByteBuffer.allocate(directory.length + 1 + name.length);
        return joined.put(directory).put((byte) '/').put(name).array();
    }

    static byte[] concatenated(byte[] a, byte[] b) {
        byte[] both = Arrays.copyOf(a, a.length + b.length);
        System.arraycopy(b, 0, both, a.length, b.length);
        return both;
    }

    private static String octal(String text) {
        StringBuilder out = new StringBuilder();
        text.chars()
                .forEach(c -> out.append(
                        c < 0x20 || c >= 0x7f && c <= 0xff ? String.format("\\%03o", c) : String.valueOf((char) c)));
        return out.toString();
    }

    private static boolean isUtf8(byte[] name) {
        if (isAscii(name)) {
            return true;
        }
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(name));
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }

    private static boolean isAscii(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) >= 0x80) {
                return false;
            }
        }
        return true;
    }

    private static boolean isAscii(byte[] bytes) {
        for (byte b : bytes) {
            if (b < 0) {
                return false;
            }
        }
        return true;
    }

    private static boolean hasDoubleSlash(byte[] bytes) {
        for (int i = 1; i < bytes.length; i++) {
            if (bytes[i] == '/' && bytes[i - 1] == '/') {
                return true;
            }
        }
        return false;
    }

    private static String encode(byte[] bytes) {
        StringBuilder out = new StringBuilder(bytes.length * 2);
        for (byte b : bytes) {
            if (b == '/' || b >= 'a' && b <= 'z' || b >= 'A' && b <= 'Z' || b >= '0' && b <= '9') {
                out.append((char) b);
            } else {
                out.append('%').append(HEX.charAt(b >> 4 & 15)).append(HEX.charAt(b & 15));
            }
        }
        return out.toString();
    }

    private static byte[] decode(String raw, int from, int to) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(to - from);
        for (int i = from; i < to; i++) {
            if (raw.charAt(i) == '%') {
                out.write(Integer.parseInt(raw, i + 1, i + 3, 16));
                i += 2;
            } else {
                out.write(raw.charAt(i));
            }
        }
        return out.toByteArray();
    }
}
