package org.caravana;

/**
 * A failure that a person can act on: what failed, and a hint at what to do about it.
 *
 * <p>Messages have one grammar: lower case, no full stop, what failed and where; then {@code HINT:} and what to do.
 * A message never holds a secret.
 */
public abstract class CaravanaException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String what;
    private final String hint;

    protected CaravanaException(String what, String hint, Throwable cause) {
        super(what + "; HINT: " + hint, cause);
        this.what = what;
        this.hint = hint;
    }

    protected CaravanaException(String what, String hint) {
        this(what, hint, null);
    }

    /** What failed and where, without the hint. */
    public String what() {
        return what;
    }

    /** What the reader can do about it. */
    public String hint() {
        return hint;
    }
}
