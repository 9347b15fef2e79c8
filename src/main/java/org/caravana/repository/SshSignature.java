package org.caravana.repository;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Signatures in OpenSSH's format (PROTOCOL.sshsig), made and checked by {@code ssh-keygen -Y}. */
public final class SshSignature {
    private static final String NAMESPACE = "caravana";
    /** Who the allowed signers file calls the one who signs. */
    private static final String SIGNER = "caravana";

    private static final Duration LONGEST = Duration.ofSeconds(30);

    private SshSignature() {}

    /** A seal by a private key without passphrase; for an empty path one that signs nothing. */
    public static Seal by(Optional<Path> key) {
        return key.<Seal>map(file -> content -> Optional.of(sign(file, content)))
                .orElse(Seal.NONE);
    }

    private static byte[] sign(Path key, byte[] content) throws IOException {
        Result result =
                run(List.of("ssh-keygen", "-q", "-Y", "sign", "-f", key.toString(), "-n", NAMESPACE, "-"), content);
        if (result.code != 0) {
            throw new IOException("ssh-keygen cannot sign with " + key + ": " + result.words()
                    + (result.words().contains("passphrase") ? ", and the key must have none" : ""));
        }
        return result.out;
    }

    /** What is wrong with a signature; empty if one of the allowed signers made it for this content. */
    static Optional<String> problem(Path allowedSigners, Path signature, byte[] content) throws IOException {
        Result result = run(
                List.of(
                        "ssh-keygen",
                        "-Y",
                        "verify",
                        "-f",
                        allowedSigners.toString(),
                        "-I",
                        SIGNER,
                        "-n",
                        NAMESPACE,
                        "-s",
                        signature.toString()),
                content);
        return result.code == 0 ? Optional.empty() : Optional.of(result.words());
    }

    /**
     * Signs something and checks it, as a commit and a restore do.
     *
     * @param allowedSigners empty: the key's own public half is believed
     * @throws IOException with what does not work
     */
    public static void prove(Path key, Optional<Path> allowedSigners) throws IOException {
        byte[] content = "caravana check\n".getBytes(StandardCharsets.UTF_8);
        Path signature = Files.createTempFile("caravana-", ".sig");
        Path own = Files.createTempFile("caravana-", ".signers");
        try {
            Files.write(signature, sign(key, content));
            if (allowedSigners.isEmpty()) {
                Result publicHalf = run(List.of("ssh-keygen", "-y", "-f", key.toString()), new byte[0], LONGEST);
                Files.writeString(own, SIGNER + " " + new String(publicHalf.out, StandardCharsets.UTF_8));
            }
            Optional<String> problem = problem(allowedSigners.orElse(own), signature, content);
            if (problem.isPresent()) {
                throw new IOException("what it signs is not believed by "
                        + allowedSigners.map(Path::toString).orElse("its own public key") + ": " + problem.get());
            }
        } finally {
            Files.deleteIfExists(signature);
            Files.deleteIfExists(own);
        }
    }

    record Result(int code, byte[] out, String error) {
        String words() {
            String all = (error + " " + new String(out, StandardCharsets.UTF_8)).strip();
            return all.isEmpty()
                    ? "code " + code
                    : all.lines().reduce((a, b) -> a + ", " + b).orElse(all);
        }
    }

    private static Result run(List<String> command, byte[] input) throws IOException {
        return run(command, input, LONGEST);
    }

    /** Nothing is piped, so that its time is up when it is up, and nobody is asked for a passphrase. */
    static Result run(List<String> command, byte[] input, Duration longest) throws IOException {
        Path in = Files.createTempFile("ssh-keygen-", ".in");
        Path out = Files.createTempFile("ssh-keygen-", ".out");
        Path error = Files.createTempFile("ssh-keygen-", ".err");
        try {
            Files.write(in, input);
            ProcessBuilder builder = new ProcessBuilder(command)
                    .redirectInput(in.toFile())
                    .redirectOutput(out.toFile())
                    .redirectError(error.toFile());
            // the terminal of whoever started this is not asked: such a program says nothing, which is no passphrase
            builder.environment().put("SSH_ASKPASS_REQUIRE", "force");
            builder.environment().put("SSH_ASKPASS", "/bin/false");
            Process process = builder.start();
            if (!process.waitFor(longest.toMillis(), TimeUnit.MILLISECONDS)) {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly();
                throw new IOException(command.get(0) + " did not end within " + longest.toSeconds() + " s");
            }
            return new Result(
                    process.exitValue(),
                    Files.readAllBytes(out),
                    Files.readString(error).strip());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while ssh-keygen ran", e);
        } finally {
            Files.deleteIfExists(in);
            Files.deleteIfExists(out);
            Files.deleteIfExists(error);
        }
    }
}
