package org.caravana.config;

import static org.caravana.config.Key.Section.CATALOGUE;
import static org.caravana.config.Key.optional;

import java.nio.file.Path;
import java.util.List;

/** The settings of the job catalogue's database. */
final class CatalogueKeys {
    static final Key<String> URL = optional(
            CATALOGUE,
            "catalogue.url",
            ValueType.matching(
                    "address of a database",
                    "jdbc:(postgresql|h2):\\S+",
                    "write one like jdbc:postgresql://db.example/caravana"),
            "jdbc:postgresql://db.example/caravana",
            "The job catalogue's database; without it an H2 file in `data`.");
    static final Key<String> USER =
            optional(CATALOGUE, "catalogue.user", ValueType.TEXT, "caravana", "Who logs in there.");
    static final Key<Path> PASSWORD = optional(
            CATALOGUE,
            "catalogue.password-file",
            ValueType.SECRET_FILE,
            "/etc/caravana/catalogue",
            "The file with the password.");

    static final List<Key<?>> ALL = List.of(URL, USER, PASSWORD);

    private CatalogueKeys() {}
}
