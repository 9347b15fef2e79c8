package org.caravana.repository;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.regex.Pattern;

/** The names that the format allows, and the paths made of them. */
final class Names {
    static final String MANIFEST = "manifest.json";
    static final String SUMS = "SHA256SUMS";
    static final String HEADS = "heads";
    static final String HEADS_SIGNATURE = "heads.sig";
    static final String PACKS = "packs";
    static final String BACKUPS = "backups";
    static final String INDEX = ".index.zst";
    static final String FILES = ".files";

    private static final Pattern PLAN = Pattern.compile("[a-z0-9][a-z0-9-]{0,62}");
    private static final Pattern CYCLE = Pattern.compile("\\d{4}-(\\d{2}|W\\d{2}|Q\\d)");
    private static final Pattern BACKUP = Pattern.compile("\\d{8}T\\d{6}Z");
    private static final Pattern ARTIFACT = Pattern.compile("[a-z0-9][a-z0-9-]{0,62}\\.[a-z]{2,8}");
    private static final Pattern FILE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,100}");
    private static final DateTimeFormatter ID =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

    private Names() {}

    static boolean isPlan(String name) {
        return PLAN.matcher(name).matches();
    }

    static boolean isCycle(String name) {
        return CYCLE.matcher(name).matches();
    }

    static boolean isBackup(String name) {
        return BACKUP.matcher(name).matches();
    }

    static String requirePlan(String name) {
        return require(name, isPlan(name), "plan");
    }

    static String requireCycle(String name) {
        return require(name, isCycle(name), "cycle");
    }

    static String requireArtifact(String name) {
        return require(name, name != null && ARTIFACT.matcher(name).matches(), "artifact");
    }

    /** A source's name has the form of a plan's. */
    static String requireSource(String name) {
        return require(name, name != null && PLAN.matcher(name).matches(), "source");
    }

    static String requirePack(String name) {
        return require(name, name != null && PackName.is(name), "pack");
    }

    static String requireFile(String name) {
        return require(name, FILE.matcher(name).matches(), "file");
    }

    static String backup(Instant started) {
        return ID.format(started);
    }

    private static String require(String name, boolean good, String kind) {
        if (!good) {
            throw new IllegalArgumentException("not a name of a " + kind + ": " + name);
        }
        return name;
    }
}
