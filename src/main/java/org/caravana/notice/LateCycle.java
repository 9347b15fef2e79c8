package org.caravana.notice;

import java.time.Instant;
import java.time.ZoneId;

/**
 * What a CYCLE notice says: a cycle was begun long ago, and a target has no backup of it yet.
 *
 * @param plan the plan's name
 * @param cycle the cycle's name
 * @param zone the zone that times are printed in
 * @param begun the time of the cycle's first backup
 * @param targets which targets, by commas
 */
public record LateCycle(String plan, String cycle, ZoneId zone, Instant begun, String targets) {}
