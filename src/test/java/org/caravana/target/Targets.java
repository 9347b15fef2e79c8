package org.caravana.target;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.caravana.config.Secret;
import org.caravana.config.Settings;

/** Settings of targets. */
final class Targets {
    private Targets() {}

    /** @param pairs key, value, key, value …; a key that starts with {@code !} is a secret */
    static Settings.Target target(String name, String type, String... pairs) {
        Map<String, String> properties = new HashMap<>();
        Map<String, Secret> secrets = new HashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            if (pairs[i].startsWith("!")) {
                secrets.put(pairs[i].substring(1), new Secret(pairs[i + 1]));
            } else {
                properties.put(pairs[i], pairs[i + 1]);
            }
        }
        return new Settings.Target(name, type, properties, secrets, List.of(), 4);
    }
}
