package org.caravana.job;

import org.caravana.CaravanaException;

/** Work ended without a word of what became of it, as when an error handler itself fails. */
final class BrokenOffException extends CaravanaException {
    private static final long serialVersionUID = 1L;

    BrokenOffException(String why) {
        super("the work broke off: " + why, "the log tells where; an error handler of the routes may be wrong");
    }

    static String words(Exception why) {
        return why == null ? "nothing was reported" : FailureText.of(why);
    }
}
