package org.caravana.target;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.caravana.config.Settings;

/**
 * Notes what somebody found damaged at one target, so that nobody takes it for whole until it was read once more: the service
 * does so at its next look, a copy that needs it before it is VERIFIED; what is damaged then is sent again.
 */
public final class SuspectObjects {
    private static final Pattern OBJECT = Pattern.compile("([^/]+)/([^/.]+)/.+");

    private final Settings settings;
    private final String target;
    /** What it is known to hold of each cycle, by the cycle's folder. */
    private final Map<String, Delivered> cycles = new HashMap<>();

    public SuspectObjects(Settings settings, String target) {
        this.settings = settings;
        this.target = target;
    }

    /**
     * Notes one.
     *
     * @param object its path at the target, without the suffix that it has where the target is encrypted
     * @return whether it was sent from here, and is noted
     */
    public boolean note(String object) throws IOException {
        Matcher path = OBJECT.matcher(object);
        if (!path.matches() || !settings.plans().containsKey(path.group(1))) {
            return false;
        }
        Delivered delivered = delivered(path.group(1), path.group(2));
        boolean noted = false;
        for (String name : List.of(object, object + Age.SUFFIX)) {
            noted |= delivered.suspect(name);
        }
        return noted;
    }

    /** Read once for all of a cycle's objects. */
    private Delivered delivered(String plan, String cycle) throws IOException {
        String folder = plan + "/" + cycle;
        if (!cycles.containsKey(folder)) {
            cycles.put(folder, Delivered.of(settings.data(), target, plan, cycle));
        }
        return cycles.get(folder);
    }
}
