package org.caravana;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** What may know what. */
@AnalyzeClasses(packages = "org.caravana", importOptions = ImportOption.DoNotIncludeTests.class)
class LayersTest {

    @ArchTest
    static final ArchRule whatKnowsAboutBackupsKnowsNoCamel = noClasses()
            .that()
            .resideInAnyPackage(
                    "..plan..",
                    "..job..",
                    "..repository..",
                    "..archive..",
                    "..dump..",
                    "..capture..",
                    "..retention..",
                    "..restore..",
                    "..config..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.apache.camel..")
            .because("the process lives in routes/, and a backup must be readable without the engine that made it");

    @ArchTest
    static final ArchRule onlyTheDemonstrationKnowsItsServers = noClasses()
            .that()
            .resideOutsideOfPackage("..demo..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.apache.sshd..", "org.gaul..", "com.icegreen..")
            .because("those libraries are not on the service's class path");

    @ArchTest
    static final ArchRule theCommandLineLoadsNoCamelByItself = noClasses()
            .that()
            .resideInAnyPackage("..cli..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.apache.camel..")
            .because("list, files and restore must start in a moment");

    @ArchTest
    static final ArchRule timeComesFromAClock = noClasses()
            .should()
            .callMethod(java.time.Instant.class, "now")
            .orShould()
            .callMethod(java.time.LocalDate.class, "now")
            .orShould()
            .callMethod(java.time.ZonedDateTime.class, "now", java.time.ZoneId.class)
            .because("windows and calendars are tested by moving a clock");

    @ArchTest
    static final ArchRule packagesDependOneWay =
            slices().matching("org.caravana.(*)..").should().beFreeOfCycles();
}
