package org.caravana.repository;

import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A pack's file name: the artifact that it was made for, and the first 32 hex digits of its own SHA-256. */
final class PackName {
    private static final int DIGITS = 32;
    private static final String SUFFIX = ".zst";
    private static final Pattern FORM = Pattern.compile("([a-z0-9][a-z0-9.-]*)-([0-9a-f]{32})\\.zst");

    private PackName() {}

    static String of(String artifact, byte[] sha256) {
        return artifact + "-" + HexFormat.of().formatHex(sha256).substring(0, DIGITS) + ".zst";
    }

    /** Asked of every line of a file list, so without the pattern: all but the artifact's name has a fixed length. */
    static boolean is(String name) {
        int dash = name.length() - SUFFIX.length() - DIGITS - 1;
        return dash > 0
                && name.charAt(dash) == '-'
                && name.endsWith(SUFFIX)
                && name.charAt(0) != '.'
                && name.charAt(0) != '-'
                && all(name, 0, dash, "abcdefghijklmnopqrstuvwxyz0123456789.-")
                && all(name, dash + 1, dash + 1 + DIGITS, "0123456789abcdef");
    }

    private static boolean all(String name, int from, int to, String allowed) {
        for (int i = from; i < to; i++) {
            if (allowed.indexOf(name.charAt(i)) < 0) {
                return false;
            }
        }
        return true;
    }

    /** Whether a file with that SHA-256 in hex may have this name. */
    static boolean fits(String name, String sha256) {
        Matcher matcher = FORM.matcher(name);
        return matcher.matches() && sha256.startsWith(matcher.group(2));
    }
}
