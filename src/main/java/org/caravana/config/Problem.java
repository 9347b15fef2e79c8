package org.caravana.config;

/**
 * Something wrong with the settings.
 *
 * @param key the setting
 * @param what what is wrong, lower case, no full stop
 * @param hint what to do about it
 */
public record Problem(String key, String what, String hint) {}
