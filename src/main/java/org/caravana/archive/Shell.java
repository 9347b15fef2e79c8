package org.caravana.archive;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * One {@code sh} for the few things that Java cannot do to a file: FIFOs, devices, times of symbolic links to the
 * nanosecond, times before 1970. It takes names as raw bytes; started when it is first needed.
 */
final class Shell implements Closeable {
    private static final String DONE = "caravana:done:";

    private Process process;
    private BufferedReader answers;

    /** Quotes a word so that sh takes its bytes as they are. */
    static byte[] quote(byte[] word) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(word.length + 2);
        out.write('\'');
        for (byte b : word) {
            if (b == '\'') {
                out.writeBytes("'\\''".getBytes(StandardCharsets.US_ASCII));
            } else {
                out.write(b);
            }
        }
        out.write('\'');
        return out.toByteArray();
    }

    /**
     * Runs a command and waits for it.
     *
     * @param command its words as sh is to read them
     * @param paths further words, taken as they are
     * @throws IOException with the command's own words if it fails
     */
    void run(String command, byte[]... paths) throws IOException {
        start();
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        line.writeBytes(command.getBytes(StandardCharsets.US_ASCII));
        for (byte[] path : paths) {
            line.write(' ');
            line.writeBytes(quote(path));
        }
        line.writeBytes((" </dev/null; echo " + DONE + "$?\n").getBytes(StandardCharsets.US_ASCII));
        OutputStream in = process.getOutputStream();
        in.write(line.toByteArray());
        in.flush();
        await(command);
    }

    private void await(String command) throws IOException {
        List<String> words = new ArrayList<>();
        String answer = answers.readLine();
        while (answer != null && !answer.startsWith(DONE)) {
            words.add(answer);
            answer = answers.readLine();
        }
        if (answer == null) {
            throw new IOException("sh ended while it ran " + command);
        }
        if (!answer.equals(DONE + "0")) {
            throw new IOException(words.isEmpty() ? command + " failed" : String.join(" ", words));
        }
    }

    private void start() throws IOException {
        if (process == null) {
            ProcessBuilder builder = new ProcessBuilder("/bin/sh").redirectErrorStream(true);
            builder.environment().put("LC_ALL", "C");
            process = builder.start();
            answers = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.ISO_8859_1));
        }
    }

    @Override
    public void close() throws IOException {
        if (process != null) {
            process.getOutputStream().close();
            answers.close();
            process.destroy();
        }
    }
}
