package org.caravana.notice;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;

/**
 * What a CLOCK notice says: clocks of targets are so far from this machine's that no old cycle is discarded.
 *
 * @param plan the plan whose job's end it was noticed at
 * @param zone the zone that times are printed in
 * @param found when they were compared, by this machine's clock
 */
public record WrongClocks(String plan, ZoneId zone, Instant found, List<Target> targets) {

    public WrongClocks {
        targets = List.copyOf(targets);
    }

    /** @param ahead by how much its clock is ahead of this machine's; negative: behind */
    public record Target(String name, Duration ahead) {

        public boolean isBehind() {
            return ahead.isNegative();
        }

        public Duration by() {
            return ahead.abs();
        }

        public long days() {
            return by().toDays();
        }
    }
}
