package org.caravana.job;

import java.util.regex.Pattern;
import org.caravana.CaravanaException;

/** What an event says about a failure: short enough for its column, and without what looks like a secret. */
public final class FailureText {
    private static final int LONGEST = 2000;

    private static final Pattern USER_INFO = Pattern.compile("://[^/@\\s]*:[^/@\\s]*@");
    private static final Pattern PARAMETER = Pattern.compile(
            "(?i)\\b(password|passphrase|passwd|pwd|secret\\w*|access_?key\\w*|token)(\\s*[=:]\\s*)(RAW\\([^)]*\\)|[^&;,\\s]+)");

    private FailureText() {}

    /** For an event, a notice, or the environment of a program of the user's. */
    public static String of(Throwable failure) {
        return fitting(masked(words(failure)));
    }

    /** Short enough for a column, and without the one character that PostgreSQL does not take. */
    static String fitting(String text) {
        String clean = text.replace("\0", "");
        return clean.length() <= LONGEST ? clean : clean.substring(0, LONGEST - 1) + "…";
    }

    private static String words(Throwable failure) {
        for (Throwable t = failure; t != null; t = t.getCause() == t ? null : t.getCause()) {
            if (t instanceof CaravanaException own) {
                return own.getMessage();
            }
        }
        String message = failure.getMessage();
        return message == null || message.isBlank() ? failure.getClass().getSimpleName() : message;
    }

    static String masked(String text) {
        String withoutUsers = USER_INFO.matcher(text).replaceAll("://******@");
        return PARAMETER.matcher(withoutUsers).replaceAll("$1$2******");
    }
}
