package org.caravana.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** The system's own tools, as witnesses that share no code with us. */
final class Tools {
    private Tools() {}

    /** A shell script's output; fails with its words if it fails. */
    static String sh(Path directory, String script, String... words) {
        try {
            String[] command = new String[words.length + 4];
            command[0] = "sh";
            command[1] = "-euc";
            command[2] = script;
            command[3] = "sh";
            System.arraycopy(words, 0, command, 4, words.length);
            ProcessBuilder builder =
                    new ProcessBuilder(command).directory(directory.toFile()).redirectErrorStream(true);
            builder.environment().put("LC_ALL", "C");
            Process process = builder.start();
            process.getOutputStream().close();
            String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
            assertThat(process.waitFor()).as(script + "\n" + out).isZero();
            return out;
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    static void assumeGnu(Path anywhere) {
        assumeTrue(
                sh(anywhere, "(tar --version; find --version; touch --version) 2>&1 | grep -c GNU || true")
                                .trim()
                                .compareTo("3")
                        >= 0,
                "GNU tar, find and touch are needed");
    }

    /** Everything that a restore has to bring back, a line a name. */
    static String snapshot(Path directory) {
        return sh(directory, """
                find . -type d -printf '%P|d %m %U %G %T@\\0' -o -printf '%P|%y %m %U %G %T@ %n %s %l\\0' | sort -z
                find . -type f -print0 | sort -z | xargs -0 -r cksum
                find . -links +1 ! -type d -printf '%P/%i\\0' | sort -z \\
                    | awk -F/ -v RS='\\0' '{ if (!($NF in seen)) seen[$NF] = ++n; $NF = seen[$NF]; print }'
                """);
    }
}
