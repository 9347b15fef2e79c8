package org.caravana.cli;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** How a command logs in at the control routes of the one who holds the catalogue. */
public final class ControlLogin {
    /** The user; the password is the token that lies beside the catalogue's lock. */
    public static final String USER = "control";

    private ControlLogin() {}

    /** The {@code Authorization} header of the one who knows the token. */
    public static String of(String token) {
        byte[] both = (USER + ":" + token).getBytes(StandardCharsets.UTF_8);
        return "Basic " + Base64.getEncoder().encodeToString(both);
    }
}
