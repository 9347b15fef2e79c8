package org.caravana.target;

import com.jcraft.jsch.ChannelExec;
import com.jcraft.jsch.JSchException;
import com.jcraft.jsch.Session;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The SHA-256 of a file as its server computes it, by a command over SSH such as {@code sha256sum}. */
final class ServerHash {
    private static final Logger LOG = LoggerFactory.getLogger(ServerHash.class);

    /** How sha256sum, shasum -a 256 and sha256 -q begin; a backslash: the file's name was written with escapes. */
    private static final Pattern ANSWER = Pattern.compile("^\\\\?([0-9a-f]{64})(\\s|$)");

    /** More than a sum and a name is no answer, bytes. */
    private static final int LONGEST = 8 * 1024;

    private final Session session;
    private final String command;

    ServerHash(Session session, String command) {
        this.session = session;
        this.command = command;
    }

    /** 64 hex digits; empty where the server runs no commands, or answers something else: then nothing is known. */
    Optional<String> of(String path) {
        try {
            return answer(path);
        } catch (JSchException | IOException e) {
            LOG.info("'{}' at the server told nothing, so {} is read back: {}", command, path, e.getMessage());
            return Optional.empty();
        }
    }

    private Optional<String> answer(String path) throws JSchException, IOException {
        ChannelExec channel = (ChannelExec) session.openChannel("exec");
        try {
            channel.setCommand(command + " " + quoted(path));
            // an account that is held to SFTP gets its server here, which ends when nothing is asked
            channel.setInputStream(new ByteArrayInputStream(new byte[0]));
            InputStream out = channel.getInputStream();
            channel.connect(session.getTimeout());
            String said = new String(out.readNBytes(LONGEST), StandardCharsets.UTF_8);
            Matcher sum = ANSWER.matcher(said);
            if (sum.find()) {
                return Optional.of(sum.group(1));
            }
            LOG.info("'{}' at the server told no SHA-256, so {} is read back", command, path);
            return Optional.empty();
        } finally {
            channel.disconnect();
        }
    }

    /** For a POSIX shell; a name is never taken for an option. */
    static String quoted(String path) {
        String plain = path.startsWith("-") ? "./" + path : path;
        return "'" + plain.replace("'", "'\\''") + "'";
    }
}
