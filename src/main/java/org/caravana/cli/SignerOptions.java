package org.caravana.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.caravana.repository.ObjectStore;
import org.caravana.repository.SignedHeads;
import picocli.CommandLine.Option;

/** Whose signatures a command asks for. */
final class SignerOptions {
    @Option(
            names = "--signers",
            paramLabel = "FILE",
            description = "Believe only backups that one of these signed (as ssh-keygen -Y verify reads it);"
                    + " otherwise signature.allowed-signers.")
    private Path file;

    /** Empty if no signatures are asked for. */
    Optional<SignedHeads> heads(Caravana caravana, ObjectStore store) {
        Optional<Path> asked =
                file != null ? Optional.of(file) : caravana.home().reader().allowedSigners();
        asked.filter(path -> !Files.isReadable(path)).ifPresent(path -> {
            throw new NotFoundException(
                    "the file of allowed signers " + path + " cannot be read",
                    "look at --signers and signature.allowed-signers");
        });
        return asked.map(path -> new SignedHeads(store, path));
    }
}
