package org.caravana.notice;

/**
 * What one person reads: a subject, and the same content as plain text and as HTML.
 *
 * @param subject one line
 * @param text lines end in a line feed
 * @param html a whole page with nothing from elsewhere
 */
public record Letter(String subject, String text, String html) {}
