package org.caravana.target;

import org.caravana.CaravanaException;

/** A target turned us away, or we it, in a way that no further try mends: somebody has to change something. */
public final class RefusedException extends CaravanaException {
    private static final long serialVersionUID = 1L;

    private final String target;
    private final String said;

    public RefusedException(String target, String what, String hint, Throwable cause) {
        super("target " + target + ": " + what, hint, cause);
        this.target = target;
        this.said = what;
    }

    /** The same, of one object. */
    RefusedException at(String object) {
        return new RefusedException(target, object + ": " + said, hint(), getCause());
    }
}
