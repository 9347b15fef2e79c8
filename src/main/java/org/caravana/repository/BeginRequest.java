package org.caravana.repository;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;

/**
 * What a backup is begun with.
 *
 * @param plan the plan's name
 * @param cycle the cycle's name, see {@link CycleName}
 * @param scheduled when the job was due
 * @param zone the plan's time zone
 * @param host this machine's name
 * @param version of the program, for the manifest
 * @param language of the runbook: {@code pt-BR} or {@code en}
 * @param level of zstd, 1 to 19
 * @param threads that compress, 1 to 8
 * @param chunkSize about which the lengths of large contents' chunks gather; a power of two from 64 KiB to 1 MiB
 * @param readAll whether files that look unchanged are read all the same
 * @param asOf the moment whose state is captured, where the sources are snapshots made before; empty: now
 * @param stop asked between chunks
 */
public record BeginRequest(
        String plan,
        String cycle,
        Instant scheduled,
        ZoneId zone,
        String host,
        String version,
        String language,
        int level,
        int threads,
        int chunkSize,
        boolean readAll,
        Optional<Instant> asOf,
        StopSignal stop) {

    /** One that does not read again what the cycle's last backup has as it is. */
    public BeginRequest(
            String plan,
            String cycle,
            Instant scheduled,
            ZoneId zone,
            String host,
            String version,
            String language,
            int level,
            int threads,
            StopSignal stop) {
        this(
                plan,
                cycle,
                scheduled,
                zone,
                host,
                version,
                language,
                level,
                threads,
                Cutter.NORMAL,
                false,
                Optional.empty(),
                stop);
    }
}
