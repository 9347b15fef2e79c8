package org.caravana.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.caravana.config.Settings;
import org.caravana.repository.LocalStore;
import org.caravana.repository.ObjectStore;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** Which place a command reads: the local repository unless another is named. */
final class PlaceOptions {
    @ArgGroup
    private Other other = new Other();

    @Option(
            names = "--identity",
            paramLabel = "FILE",
            description = "The age identity that reads a target which is encrypted.")
    private Path identity;

    /** One of two. */
    static final class Other {
        @Option(names = "--from", paramLabel = "TARGET", description = "Read from this target.")
        private String target;

        @Option(
                names = "--repository",
                paramLabel = "DIR",
                description =
                        "Read a repository that lies here, for example on a disk from elsewhere; needs no settings.")
        private Path folder;
    }

    /** Opens the place; only a target needs the routes, and the local repository only its own setting. */
    Operations.OpenStore open(Caravana caravana) throws Exception {
        if (other.target != null) {
            Home home = caravana.home();
            Settings settings = caravana.settings();
            Names.requireTarget(settings, other.target);
            return caravana.operations().target(home, other.target, Optional.ofNullable(identity));
        }
        if (other.folder != null) {
            return local(other.folder, "name the folder that holds the plans' folders");
        }
        return local(
                caravana.home().reader().repository(),
                "set repository, or read another place with --from or --repository; the first backup makes it");
    }

    private static Operations.OpenStore local(Path folder, String hint) {
        if (!Files.isDirectory(folder)) {
            throw new NotFoundException("there is no repository at " + folder, hint);
        }
        return new Opened(new LocalStore(folder));
    }

    private record Opened(ObjectStore store) implements Operations.OpenStore {
        @Override
        public void close() {
            // a folder needs no closing
        }
    }
}
