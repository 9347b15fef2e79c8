package org.caravana.notice;

import java.time.Duration;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.caravana.repository.Manifest;

/** A backup's {@code report.html}: what was captured, on one printable page with nothing from elsewhere. */
public final class CaptureReport {
    private CaptureReport() {}

    /**
     * The page.
     *
     * @param manifest a draft will do; {@code ended} may be null
     * @param language {@code pt-BR} or {@code en}
     */
    public static String render(Manifest manifest, Locale language) {
        Map<String, Object> model = new HashMap<>();
        model.put("m", manifest);
        if (manifest.ended() != null) {
            model.put("duration", Duration.between(manifest.started(), manifest.ended()));
        }
        return new Templates(new Words(language, ZoneId.of(manifest.zone()))).page("report", model);
    }
}
