package org.caravana.demo;

import java.security.SecureRandom;
import java.util.HexFormat;

/** The demonstration's passwords: made anew each time. */
record Secrets(String database, String annex, String cloud) {
    private static final int BYTES = 16;

    static Secrets random() {
        SecureRandom random = new SecureRandom();
        return new Secrets(one(random), one(random), one(random));
    }

    private static String one(SecureRandom random) {
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    @Override
    public String toString() {
        return "******";
    }
}
