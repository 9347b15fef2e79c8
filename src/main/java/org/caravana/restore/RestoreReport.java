package org.caravana.restore;

import java.nio.file.Path;
import java.util.List;

/**
 * What a restore of one artifact came to.
 *
 * @param artifact its name
 * @param to where it went: a directory, a file, or {@code null} for a database or standard output
 * @param entries files, directories and links restored; 0 for a dump
 * @param bytes bytes of contents
 * @param shortfalls how many things could not be restored as they were
 * @param first the first of them, for people
 */
public record RestoreReport(String artifact, Path to, long entries, long bytes, long shortfalls, List<String> first) {}
