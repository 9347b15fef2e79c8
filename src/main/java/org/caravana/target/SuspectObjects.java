package org.caravana.target;

import java.io.IOException;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.caravana.config.Settings;

/**
 * Notes what somebody found damaged at a target, so that nobody takes it for whole until it was read once more: the service
 * does so at its next look, a copy that needs it before it is VERIFIED; what is damaged then is sent again.
 */
public final class SuspectObjects {
    private static final Pattern OBJECT = Pattern.compile("([^/]+)/([^/.]+)/.+");

    private SuspectObjects() {}

    /**
     * Notes one.
     *
     * @param object its path at the target, without the suffix that it has where the target is encrypted
     * @return whether it was sent from here, and is noted
     */
    public static boolean note(Settings settings, String target, String object) throws IOException {
        Matcher path = OBJECT.matcher(object);
        if (!path.matches() || !settings.plans().containsKey(path.group(1))) {
            return false;
        }
        Delivered delivered = Delivered.of(settings.data(), target, path.group(1), path.group(2));
        boolean noted = false;
        for (String name : List.of(object, object + Age.SUFFIX)) {
            noted |= delivered.suspect(name);
        }
        return noted;
    }
}
