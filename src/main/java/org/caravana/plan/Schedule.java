package org.caravana.plan;

import java.time.ZoneId;

/**
 * When a plan fires.
 *
 * @param cron a Quartz cron expression, for example {@code 0 0 19 ? * MON-SAT}
 * @param zone the zone that the expression is read in
 */
public record Schedule(String cron, ZoneId zone) {}
