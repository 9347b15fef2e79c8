package org.caravana;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.caravana.cli.Home;

/** A home with the settings of one plan, {@code night}: a directory, copied to another. */
final class SmallHome {
    private SmallHome() {}

    static Home in(Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("application.properties"), """
                office.zone=UTC
                directory.systems.path=systems
                target.annex.type=directory
                target.annex.path=annex
                plan.night.sources=systems
                plan.night.targets=annex
                plan.night.schedule=0 0 19 ? * MON-SAT
                """);
        Files.createDirectory(folder.resolve("annex"));
        return new Home(folder, file, Map.of());
    }
}
