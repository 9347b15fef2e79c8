package org.caravana.target;

import com.jcraft.jsch.ChannelExec;
import com.jcraft.jsch.JSchException;
import com.jcraft.jsch.Session;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A command that somebody chose for a server to compute a file's SHA-256 by; it is run for each file. */
record HashCommand(String command) {
    /** How sha256sum, shasum -a 256 and sha256 -q begin; a backslash: the file's name was written with escapes. */
    private static final Pattern SUM_FIRST = Pattern.compile("\\\\?([0-9a-f]{64})(\\s|$)");

    /** More than a sum and a name is no answer, bytes. */
    private static final int LONGEST = 16 * 1024;

    /** A large file on a slow disk takes long, and a disk that hangs is not to hold a carrier for ever. */
    private static final Duration LONGEST_TIME = Duration.ofDays(1);

    /** 64 hex digits; empty if it answers something else. */
    Optional<String> of(Session session, String path) throws JSchException, IOException {
        ChannelExec channel = (ChannelExec) session.openChannel("exec");
        ChannelDeadline deadline = new ChannelDeadline(channel, LONGEST_TIME);
        try {
            channel.setCommand(command + " " + quoted(HashQuestion.notAnOption(path)));
            channel.setInputStream(new ByteArrayInputStream(new byte[0]));
            InputStream out = channel.getInputStream();
            channel.connect(session.getTimeout());
            Matcher sum = SUM_FIRST.matcher(new String(out.readNBytes(LONGEST), StandardCharsets.UTF_8));
            return sum.lookingAt() ? Optional.of(sum.group(1)) : Optional.empty();
        } finally {
            deadline.kept();
            channel.disconnect();
        }
    }

    /** For a POSIX shell. */
    static String quoted(String word) {
        return "'" + word.replace("'", "'\\''") + "'";
    }
}
