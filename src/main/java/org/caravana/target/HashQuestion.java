package org.caravana.target;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.caravana.repository.Sha256;

/**
 * How a server is asked over SSH for the SHA-256 of a file.
 *
 * @param command what its shell runs, the file's quoted name in it
 * @param input what the command gets to read
 * @param answer what it has to say, from the beginning; the group is the sum
 */
record HashQuestion(String command, byte[] input, Pattern answer) {
    /** How sha256sum, shasum -a 256 and sha256 -q begin; a backslash: the file's name was written with escapes. */
    private static final Pattern SUM_FIRST = Pattern.compile("\\\\?([0-9a-f]{64})(\\s|$)");

    /** What an SFTP server that is given it in place of a shell takes for a message far too long, and ends. */
    private static final String SALT = "caravana ";

    private static final SecureRandom RANDOM = new SecureRandom();

    /** By a command that somebody chose for this server. @param path for a POSIX shell */
    static HashQuestion given(String command, String path) {
        return new HashQuestion(command + " " + quoted(path), new byte[0], SUM_FIRST);
    }

    /**
     * By {@code sha256sum}, which nobody promised to be there. It gets random bytes besides the file, and only an answer that
     * names the SHA-256 of both, in its own form and with nothing before or after, is one.
     */
    static HashQuestion proving(String path) {
        byte[] salt = (SALT + HexFormat.of().formatHex(random())).getBytes(StandardCharsets.UTF_8);
        Pattern both = Pattern.compile(Sha256.hex(salt) + " [ *]-\n\\\\?([0-9a-f]{64}) [ *][^\n]+\n$");
        return new HashQuestion("sha256sum - " + quoted(path), salt, both);
    }

    private static byte[] random() {
        byte[] bytes = new byte[16];
        RANDOM.nextBytes(bytes);
        return bytes;
    }

    /** The sum, 64 hex digits, if this is the answer. */
    Optional<String> sum(String said) {
        Matcher matcher = answer.matcher(said);
        return matcher.lookingAt() ? Optional.of(matcher.group(1)) : Optional.empty();
    }

    /** For a POSIX shell; a name is never taken for an option. */
    static String quoted(String path) {
        String plain = path.startsWith("-") ? "./" + path : path;
        return "'" + plain.replace("'", "'\\''") + "'";
    }
}
