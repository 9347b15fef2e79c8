package org.caravana.repository;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Signatures in OpenSSH's format (PROTOCOL.sshsig), made and checked by {@code ssh-keygen -Y}. */
public final class SshSignature {
    private static final String NAMESPACE = "caravana";
    /** Who the allowed signers file calls the one who signs. */
    private static final String SIGNER = "caravana";

    private static final int SECONDS = 30;

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
            throw new IOException("ssh-keygen cannot sign with " + key + ": " + result.words());
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

    private record Result(int code, byte[] out, String error) {
        String words() {
            String all = (error + " " + new String(out, StandardCharsets.UTF_8)).strip();
            return all.isEmpty()
                    ? "code " + code
                    : all.lines().reduce((a, b) -> a + ", " + b).orElse(all);
        }
    }

    private static Result run(List<String> command, byte[] input) throws IOException {
        Path error = Files.createTempFile("ssh-keygen-", ".err");
        try {
            Process process =
                    new ProcessBuilder(command).redirectError(error.toFile()).start();
            try (OutputStream in = process.getOutputStream()) {
                in.write(input);
            } catch (IOException e) {
                // it ended before it read everything; its code and words say why
            }
            byte[] out = process.getInputStream().readAllBytes();
            if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IOException("ssh-keygen did not end within " + SECONDS + " s");
            }
            return new Result(process.exitValue(), out, Files.readString(error).strip());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while ssh-keygen ran", e);
        } finally {
            Files.deleteIfExists(error);
        }
    }
}
