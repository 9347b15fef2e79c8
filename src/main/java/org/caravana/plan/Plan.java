package org.caravana.plan;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What to back up, when, where to, and how long to keep it.
 *
 * @param name lower-case letters, digits and hyphens; the name of its folder in the repository
 * @param sources names of databases and directories, captured in this order
 * @param targets names of targets that get a copy each
 * @param schedule when it fires
 * @param startWindow how long after the scheduled time a job may start
 * @param completionWindow how long after the scheduled time a job may take
 * @param announceBefore how long before the scheduled time people are told
 * @param keep how long a backup is kept at least
 * @param cycle how often everything is read and sent anew
 * @param sizeAlarm by how many percent a source may shrink or grow from one backup to the next; 0: by any
 * @param commands what is run around its captures
 * @param watched the files that start it when they appear, as folder and pattern; empty: none do
 * @param keepCycles how many of the newest cycles are kept at each place, whatever their age; {@link Integer#MAX_VALUE}:
 *     all
 * @param readBack how many percent of the new packs are read back where the target does not compare SHA-256 itself
 */
public record Plan(
        String name,
        List<String> sources,
        List<String> targets,
        Schedule schedule,
        Duration startWindow,
        Duration completionWindow,
        Duration announceBefore,
        Duration keep,
        CyclePeriod cycle,
        int sizeAlarm,
        Commands commands,
        Optional<String> watched,
        int keepCycles,
        int readBack) {
    /** All packs are read back. */
    public static final int WHOLE = 100;

    /** Half of what was there before, or half as much again. */
    public static final int SIZE_ALARM = 50;

    public Plan {
        sources = List.copyOf(sources);
        targets = List.copyOf(targets);
    }

    /** The ids of the routes that start it: NAME for its schedule, NAME-on-file for its watched folder. */
    public List<String> starters() {
        return Stream.of(
                        Optional.of(name).filter(id -> !schedule.cron().isEmpty()),
                        watched.map(files -> name + "-on-file"))
                .flatMap(Optional::stream)
                .toList();
    }

    /** One that keeps no number of cycles besides what {@code keep} asks for. */
    public Plan(
            String name,
            List<String> sources,
            List<String> targets,
            Schedule schedule,
            Duration startWindow,
            Duration completionWindow,
            Duration announceBefore,
            Duration keep,
            CyclePeriod cycle,
            int sizeAlarm,
            Commands commands,
            Optional<String> watched) {
        this(
                name,
                sources,
                targets,
                schedule,
                startWindow,
                completionWindow,
                announceBefore,
                keep,
                cycle,
                sizeAlarm,
                commands,
                watched,
                0,
                WHOLE);
    }

    /** One with the usual size alarm that its schedule alone starts, and that runs no commands. */
    public Plan(
            String name,
            List<String> sources,
            List<String> targets,
            Schedule schedule,
            Duration startWindow,
            Duration completionWindow,
            Duration announceBefore,
            Duration keep,
            CyclePeriod cycle) {
        this(
                name,
                sources,
                targets,
                schedule,
                startWindow,
                completionWindow,
                announceBefore,
                keep,
                cycle,
                SIZE_ALARM,
                Commands.NONE,
                Optional.empty());
    }
}
