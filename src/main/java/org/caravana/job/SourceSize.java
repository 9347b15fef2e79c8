package org.caravana.job;

/**
 * What one source of a captured job came to.
 *
 * @param source its name
 * @param plain bytes of its artifacts' streams
 * @param stored bytes of them that are new in packs, compressed
 */
public record SourceSize(String source, long plain, long stored) {}
