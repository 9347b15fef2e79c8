package org.caravana.cli;

import java.io.IOException;
import java.util.Set;
import org.caravana.repository.DamagedException;

/** Notes what a command met damaged at a place, so that it is not taken for whole by who does not know of it. */
final class SuspectNotes {
    private final Operations.OpenStore place;
    private final Terminal terminal;

    SuspectNotes(Operations.OpenStore place, Terminal terminal) {
        this.place = place;
        this.terminal = terminal;
    }

    /** Of what a command ended with; nothing where that is no damage. */
    void note(Throwable failure) {
        DamagedException damage = new org.caravana.target.Failures().damage(failure);
        if (damage != null) {
            note(Set.of(damage.path()));
        }
    }

    /** What was met stands also where it cannot be noted. */
    void note(Set<String> damaged) {
        try {
            long noted = 0;
            for (String object : damaged) {
                noted += place.suspect(object) ? 1 : 0;
            }
            if (noted > 0) {
                terminal.progress(noted
                        + " damaged object(s) noted: the service, or the next run that needs it, reads each once more; if it is"
                        + " damaged still, the next try sends it again");
            }
        } catch (IOException | RuntimeException e) {
            terminal.progress("caravana: what is damaged cannot be noted in the folder data: " + e.getMessage());
        }
    }
}
