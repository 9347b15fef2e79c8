package org.caravana.capture;

import java.util.List;
import org.caravana.CaravanaException;

/** Not one source could be captured, so there is no backup; the same may succeed later. */
public final class NothingCapturedException extends CaravanaException {
    private static final long serialVersionUID = 1L;

    public NothingCapturedException(String plan, List<String> errors) {
        super(
                "nothing of plan " + plan + " could be captured: " + String.join("; ", errors),
                "mend what the sources say; the job is tried again by itself");
    }
}
