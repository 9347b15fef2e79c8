package org.caravana.notice;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;

/**
 * What a DAMAGE notice says: a target holds something that is not what was sent.
 *
 * @param plan the plan's name
 * @param cycle the cycle's name
 * @param zone the zone that times are printed in
 * @param found when it was found
 * @param target the target's name
 * @param findings what is damaged, in English, and what is done about it
 */
public record Damage(String plan, String cycle, ZoneId zone, Instant found, String target, List<String> findings) {

    public Damage {
        findings = List.copyOf(findings);
    }
}
