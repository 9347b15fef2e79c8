package org.caravana.retention;

/**
 * What is to become of one cycle at one place.
 *
 * @param place a target's name, or {@code repository}
 * @param cycle the cycle's name; {@code null} where the place does not answer
 * @param backups how many backups it holds there
 * @param discard whether it may go
 * @param why the reason, for people
 */
public record RetentionReport(String plan, String place, String cycle, int backups, boolean discard, String why) {}
