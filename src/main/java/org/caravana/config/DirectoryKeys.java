package org.caravana.config;

import static org.caravana.config.Key.Section.DIRECTORY;
import static org.caravana.config.Key.defaulted;
import static org.caravana.config.Key.optional;
import static org.caravana.config.Key.required;

import java.nio.file.Path;
import java.util.List;
import org.caravana.config.Key.Fallback;

/** The settings of a directory that is a source. */
final class DirectoryKeys {
    static final Key<Path> PATH =
            required(DIRECTORY, "directory.NAME.path", ValueType.PATH, "/opt/conan", "The directory to back up.");
    static final Key<List<String>> EXCLUDE = optional(
            DIRECTORY,
            "directory.NAME.exclude",
            ValueType.PATTERNS,
            "*.log,/cache/",
            "What to leave out: patterns in the syntax of .gitignore, separated by commas.");
    static final Key<Path> EXCLUDE_FILE = optional(
            DIRECTORY,
            "directory.NAME.exclude-file",
            ValueType.PATTERN_FILE,
            "/etc/caravana/systems.exclude",
            "A file with more of them, one a line; read at each capture.");
    static final Key<Long> EXCLUDE_LARGER = optional(
            DIRECTORY,
            "directory.NAME.exclude-larger-than",
            ValueType.SIZE,
            "20g",
            "Files longer than this are left out, and noted: bytes, or a number with k, m, g or t.");
    static final Key<String> ONE_FILE_SYSTEM = defaulted(
            DIRECTORY,
            "directory.NAME.one-file-system",
            ValueType.oneOf("true", "false"),
            Fallback.of("false"),
            "true",
            "Whether directories on other file systems below it are left out, and noted.");
    static final Key<String> EXCLUDE_CACHES = defaulted(
            DIRECTORY,
            "directory.NAME.exclude-caches",
            ValueType.oneOf("true", "false"),
            Fallback.of("false"),
            "true",
            "Whether of directories that hold a `CACHEDIR.TAG` only that is taken.");
    static final Key<List<String>> ACCEPT_UNREADABLE = optional(
            DIRECTORY,
            "directory.NAME.accept-unreadable",
            ValueType.PATTERNS,
            "/lost+found/,*.lock",
            "Patterns of what may be unreadable or be cut short while it is read, and the job is COMPLETED all the same.");
    static final Key<String> UNREADABLE = defaulted(
            DIRECTORY,
            "directory.NAME.unreadable",
            ValueType.oneOf("partial", "fail"),
            Fallback.of("partial"),
            "fail",
            "What becomes of a job with files that could not be read: PARTIAL, or the source fails.");

    static final List<Key<?>> ALL = List.of(
            PATH,
            EXCLUDE,
            EXCLUDE_FILE,
            EXCLUDE_LARGER,
            ONE_FILE_SYSTEM,
            EXCLUDE_CACHES,
            ACCEPT_UNREADABLE,
            UNREADABLE);

    private DirectoryKeys() {}
}
