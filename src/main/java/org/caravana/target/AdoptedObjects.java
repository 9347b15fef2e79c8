package org.caravana.target;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.caravana.config.Settings;
import org.caravana.repository.Manifest;

/**
 * Notes what was read whole from a target when its backups were adopted as delivered there, so that the next night does
 * not read it once more.
 */
public final class AdoptedObjects {

    private AdoptedObjects() {}

    /**
     * An encrypted target's objects are left to its own sums.
     *
     * @param backups that lie whole in the repository
     */
    public static void note(Settings settings, String target, List<Manifest> backups) throws IOException {
        if (!settings.targets().get(target).encryptTo().isEmpty()) {
            return;
        }
        for (Manifest backup : backups) {
            Delivered delivered = Delivered.of(settings.data(), target, backup.plan(), backup.cycle());
            String sums = backup.path() + "/" + Sums.FILE;
            for (Map.Entry<String, String> sum : Sums.read(
                            "repository", sums, settings.repository().resolve(sums))
                    .entrySet()) {
                String object = object(backup, sum.getKey());
                if (delivered.find(object).isEmpty()) {
                    Path local = settings.repository().resolve(object);
                    delivered.add(object, sum.getValue(), Files.size(local));
                }
            }
        }
    }

    private static String object(Manifest backup, String path) {
        return path.startsWith(Sums.TO_PACKS)
                ? backup.plan() + "/" + backup.cycle() + "/packs/" + path.substring(Sums.TO_PACKS.length())
                : backup.path() + "/" + path;
    }
}
