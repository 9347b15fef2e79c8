package org.caravana.config;

import java.util.Locale;
import java.util.Optional;

/**
 * A setting: the one place that says how it is called, what form it has, and what it does.
 *
 * @param section the heading it stands under
 * @param pattern its name; {@code NAME} stands for a database's, directory's, target's or plan's name
 * @param fallback its value where none is given; {@code null} if there is none
 * @param required whether it has to be given
 */
record Key<T>(
        Section section,
        String pattern,
        ValueType<T> type,
        Fallback fallback,
        boolean required,
        String description,
        String example) {

    static final String NAME = "NAME";

    /** The heading that keys stand under; a target's kind has keys of its own. */
    enum Section {
        OFFICE,
        DATABASE,
        DIRECTORY,
        TARGET,
        SFTP,
        S3,
        DIRECTORY_TARGET,
        PLAN,
        CALENDAR,
        MAIL,
        JOB,
        VERIFY,
        CAPTURE,
        CATALOGUE,
        WEB
    }

    /**
     * @param told how the documentation says it
     * @param value how it is found on this machine
     */
    record Fallback(String told, java.util.function.Supplier<String> value) {
        static Fallback of(String text) {
            return new Fallback("`" + text + "`", () -> text);
        }
    }

    static <T> Key<T> required(Section section, String pattern, ValueType<T> type, String example, String description) {
        return new Key<>(section, pattern, type, null, true, description, example);
    }

    static <T> Key<T> optional(Section section, String pattern, ValueType<T> type, String example, String description) {
        return new Key<>(section, pattern, type, null, false, description, example);
    }

    static <T> Key<T> defaulted(
            Section section, String pattern, ValueType<T> type, Fallback fallback, String example, String description) {
        return new Key<>(section, pattern, type, fallback, false, description, example);
    }

    boolean named() {
        return pattern.contains("." + NAME + ".");
    }

    /** The setting's name for one database, directory, target or plan. */
    String of(String name) {
        return pattern.replace("." + NAME + ".", "." + name + ".");
    }

    /** The last part of a named key, for example {@code known-hosts}. */
    String part() {
        return pattern.substring(pattern.lastIndexOf('.') + 1);
    }

    Optional<String> fallbackValue() {
        return Optional.ofNullable(fallback).map(f -> f.value().get());
    }

    /** A secret's key without {@code -file}: what its environment variable is named by. */
    static String bare(String secretFileKey) {
        return secretFileKey.replaceFirst("-file$", "");
    }

    /** The environment variable that gives a setting, for example {@code CARAVANA_DATABASE_CONAN_PASSWORD}. */
    static String variable(String key) {
        return "CARAVANA_" + key.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_");
    }
}
