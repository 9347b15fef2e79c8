package org.caravana.notice;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/**
 * What an ANNOUNCE notice says: a job will begin soon.
 *
 * @param plan the plan's name
 * @param zone the zone that times are printed in
 * @param scheduled when it will begin
 * @param completeBy the end of its completion window
 * @param users who is working, for IT support; empty in what users read
 */
public record Announcement(
        String plan,
        ZoneId zone,
        Instant scheduled,
        Instant completeBy,
        List<String> sources,
        List<String> targets,
        List<Working> users) {

    public Announcement {
        sources = List.copyOf(sources);
        targets = List.copyOf(targets);
        users = List.copyOf(users);
    }

    /** @param users one text for each connection; @param unknown why the database could not be asked */
    public record Working(String database, List<String> users, Optional<String> unknown) {

        public Working {
            users = List.copyOf(users);
        }
    }
}
