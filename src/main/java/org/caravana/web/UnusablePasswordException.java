package org.caravana.web;

import org.caravana.CaravanaException;

/** The web pages' password cannot be used as it is. */
public final class UnusablePasswordException extends CaravanaException {
    private static final long serialVersionUID = 1L;

    UnusablePasswordException() {
        super(
                "web.password is empty, begins or ends in a space, or holds a comma or a line break",
                "set another one, or leave web.password out and one is made");
    }
}
