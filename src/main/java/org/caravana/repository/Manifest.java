package org.caravana.repository;

import java.time.Instant;
import java.util.List;

/** A backup's manifest; its members are described in {@code docs/repository-format.md}, Manifest. */
public record Manifest(
        int format,
        String caravana,
        String plan,
        String cycle,
        String backup,
        long sequence,
        Instant scheduled,
        Instant started,
        Instant ended,
        String zone,
        String host,
        List<Source> sources,
        List<Artifact> artifacts,
        List<Pack> packs,
        String sums) {

    /** The format that this version writes, and the highest that it reads. */
    public static final int FORMAT = 1;

    public record Source(
            String name,
            String kind,
            State state,
            String error,
            String tool,
            List<String> notes,
            List<String> artifacts) {

        public enum State {
            CAPTURED,
            /** Some of its artifacts are there; {@code error} says what is not. */
            PARTIAL,
            MISSING
        }
    }

    /** @param database its name at the server, where the source is several databases of one; else {@code null} */
    public record Artifact(
            String name,
            String source,
            String format,
            long plain,
            long stored,
            long entries,
            long noted,
            String database) {

        public Artifact(String name, String source, String format, long plain, long stored, long entries, long noted) {
            this(name, source, format, plain, stored, entries, noted, null);
        }

        Artifact of(String database) {
            return new Artifact(name, source, format, plain, stored, entries, noted, database);
        }
    }

    public record Pack(String name, long size) {}

    /** The backup's folder, relative to the repository's root. */
    public String path() {
        return plan + "/" + cycle + "/backups/" + backup;
    }

    /** Whether every source of the plan was captured. */
    public boolean complete() {
        return sources.stream().allMatch(s -> s.state() == Source.State.CAPTURED);
    }
}
