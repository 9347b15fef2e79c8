package org.caravana;

import java.nio.file.Path;
import java.util.Map;
import org.caravana.cli.Home;
import org.caravana.config.Settings;
import org.caravana.config.SettingsReader;

/**
 * What a node runs by.
 *
 * @param placeholders what {@code {{…}}} in the routes stands for
 * @param routes the folder of the route files
 */
record Setup(Settings settings, Map<String, String> placeholders, Path routes) {

    /** @throws org.caravana.config.InvalidSettingsException with everything that is wrong with the settings */
    static Setup read(Home home) {
        SettingsReader reader = home.reader();
        return new Setup(reader.settings(), reader.placeholders(), home.routes());
    }

    Setup withRoutes(Path folder) {
        return new Setup(settings, placeholders, folder);
    }
}
