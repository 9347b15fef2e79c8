package org.caravana.plan;

/** How often a plan begins a new cycle, and so reads and sends everything anew. */
public enum CyclePeriod {
    WEEK,
    MONTH,
    QUARTER
}
