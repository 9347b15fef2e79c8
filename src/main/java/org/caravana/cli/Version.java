package org.caravana.cli;

import java.net.URISyntaxException;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.Optional;
import org.caravana.repository.Manifest;
import picocli.CommandLine.IVersionProvider;

/** Which Caravana this is, and where it lies. */
public final class Version implements IVersionProvider {

    /** The version in the jar's manifest; {@code development} outside a jar. */
    public static String number() {
        return Optional.ofNullable(Version.class.getPackage().getImplementationVersion())
                .orElse("development");
    }

    @Override
    public String[] getVersion() {
        return new String[] {
            "caravana " + number(),
            "repository format " + Manifest.FORMAT + ", Java "
                    + Runtime.version().feature()
        };
    }

    /** The folder of the jar that this runs from; empty if it runs from loose classes. */
    static Optional<Path> jarFolder() {
        return Optional.ofNullable(Version.class.getProtectionDomain().getCodeSource())
                .flatMap(Version::file)
                .filter(file -> file.toString().endsWith(".jar"))
                .map(Path::getParent);
    }

    private static Optional<Path> file(CodeSource source) {
        try {
            return Optional.of(Path.of(source.getLocation().toURI()));
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }
}
