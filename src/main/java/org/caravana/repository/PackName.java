package org.caravana.repository;

import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A pack's file name: the artifact that it was made for, and the first 32 hex digits of its own SHA-256. */
final class PackName {
    private static final int DIGITS = 32;
    private static final Pattern FORM = Pattern.compile("([a-z0-9][a-z0-9.-]*)-([0-9a-f]{32})\\.zst");

    private PackName() {}

    static String of(String artifact, byte[] sha256) {
        return artifact + "-" + HexFormat.of().formatHex(sha256).substring(0, DIGITS) + ".zst";
    }

    static boolean is(String name) {
        return FORM.matcher(name).matches();
    }

    /** Whether a file with that SHA-256 in hex may have this name. */
    static boolean fits(String name, String sha256) {
        Matcher matcher = FORM.matcher(name);
        return matcher.matches() && sha256.startsWith(matcher.group(2));
    }
}
