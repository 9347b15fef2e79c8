package org.caravana.repository;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;

/** A name's bytes as one field of text, and back; see {@code docs/repository-format.md}, File list. */
final class EscapedName {
    private EscapedName() {}

    static String format(byte[] name) {
        if (name.length == 0) {
            return FileListLine.NONE;
        }
        if (name.length == 1 && name[0] == '-') {
            return "\\055";
        }
        if (isPlain(name)) {
            return new String(name, StandardCharsets.US_ASCII);
        }
        StringBuilder text = new StringBuilder(name.length);
        CharsetDecoder utf8 = StandardCharsets.UTF_8.newDecoder();
        ByteBuffer in = ByteBuffer.wrap(name);
        CharBuffer out = CharBuffer.allocate(name.length);
        for (CoderResult end = null; end == null || end.isError(); ) {
            end = utf8.decode(in, out, true);
            appendPlain(text, out.flip());
            out.clear();
            for (int i = 0; end.isError() && i < end.length(); i++) {
                appendOctal(text, in.get() & 0xff);
            }
        }
        return text.toString();
    }

    static byte[] parse(String field) {
        if (field.equals(FileListLine.NONE)) {
            return new byte[0];
        }
        byte[] text = field.getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream name = new ByteArrayOutputStream(text.length);
        for (int i = 0; i < text.length; i++) {
            if (text[i] == '\\') {
                name.write(Integer.parseInt(new String(text, i + 1, 3, StandardCharsets.US_ASCII), 8));
                i += 3;
            } else {
                name.write(text[i]);
            }
        }
        return name.toByteArray();
    }

    private static boolean isPlain(byte[] name) {
        for (byte b : name) {
            if (b < 0x20 || b == 0x7f || b == '\\') {
                return false;
            }
        }
        return true;
    }

    private static void appendPlain(StringBuilder text, CharBuffer chars) {
        while (chars.hasRemaining()) {
            char c = chars.get();
            if (c < 0x20 || c == 0x7f || c == '\\') {
                appendOctal(text, c);
            } else {
                text.append(c);
            }
        }
    }

    private static void appendOctal(StringBuilder text, int value) {
        text.append('\\');
        for (int shift = 6; shift >= 0; shift -= 3) {
            text.append((char) ('0' + (value >> shift & 7)));
        }
    }
}
