package org.caravana.target;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.caravana.repository.Sha256;

/**
 * How a server is asked for the SHA-256 of a file by {@code sha256sum}, which nobody promised to be there. It gets random
 * bytes besides the file, and only an answer that names the SHA-256 of both, in its own form and with nothing before,
 * between or after, is one.
 */
final class HashQuestion {
    /**
     * What is run for all questions. Each is two lines, the random bytes and the file's name; the answer ends with an empty
     * line, also where there is no such program.
     */
    static final String SHELL = "sh -c 'while read -r salt && IFS= read -r file; do"
            + " printf %s \"$salt\" | sha256sum - \"$file\"; echo; done'";

    /** What an SFTP server that is given it in place of a shell takes for a message far too long, and ends. */
    private static final String SALT = "caravana ";

    /** A backslash: the file's name was written with escapes. */
    private static final Pattern SUM = Pattern.compile("\\\\?([0-9a-f]{64}) [ *].+");

    private static final SecureRandom RANDOM = new SecureRandom();

    private final String salt;
    private final String file;

    private HashQuestion(String salt, String file) {
        this.salt = salt;
        this.file = file;
    }

    /** @return empty if the path cannot be asked for, since it is more than a line */
    static Optional<HashQuestion> about(String path) {
        byte[] random = new byte[16];
        RANDOM.nextBytes(random);
        return path.contains("\n")
                ? Optional.empty()
                : Optional.of(new HashQuestion(SALT + HexFormat.of().formatHex(random), notAnOption(path)));
    }

    static String notAnOption(String path) {
        return path.startsWith("-") ? "./" + path : path;
    }

    byte[] lines() {
        return (salt + "\n" + file + "\n").getBytes(StandardCharsets.UTF_8);
    }

    /** Whether this is what the answer has to begin with. */
    boolean isSaltsSum(String line) {
        String sum = Sha256.hex(salt.getBytes(StandardCharsets.UTF_8));
        return line.equals(sum + "  -") || line.equals(sum + " *-");
    }

    /** The file's sum, 64 hex digits, if this is how an answer goes on. */
    Optional<String> sum(String line) {
        Matcher matcher = SUM.matcher(line);
        return matcher.matches() ? Optional.of(matcher.group(1)) : Optional.empty();
    }
}
