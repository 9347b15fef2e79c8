package org.caravana.retention;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.caravana.repository.ObjectStore.StoredObject;
import org.caravana.repository.Repository;

/** Lists what a place holds of a plan's cycles. */
public final class Holdings {
    private static final String MANIFEST = "manifest.json";
    public static final String PIN = Repository.PIN;

    private final Listing listing;

    /** Lists one folder of a place; names as they are there, also on an encrypted target. */
    @FunctionalInterface
    public interface Listing {
        List<StoredObject> list(String folder) throws IOException;
    }

    public Holdings(Listing listing) {
        this.listing = listing;
    }

    /** All cycles of the plan that still hold anything. */
    public List<HeldCycle> of(String plan) throws IOException {
        List<HeldCycle> cycles = new ArrayList<>();
        for (StoredObject member : listing.list(plan)) {
            if (member.isFolder()) {
                HeldCycle cycle = cycle(plan, folderName(member));
                if (!cycle.objects().isEmpty()) {
                    cycles.add(cycle);
                }
            }
        }
        return cycles;
    }

    /** The names of the plan's cycles, by one listing. */
    public List<String> names(String plan) throws IOException {
        return listing.list(plan).stream()
                .filter(StoredObject::isFolder)
                .map(Holdings::folderName)
                .toList();
    }

    /** Manifests first, so that no backup seems to be there that has lost its packs; packs next; the runbook last. */
    private HeldCycle cycle(String plan, String name) throws IOException {
        String folder = plan + "/" + name;
        List<String> backups = new ArrayList<>();
        List<String> whole = new ArrayList<>();
        List<String> manifests = new ArrayList<>();
        List<String> rest = new ArrayList<>();
        for (StoredObject backup : listing.list(folder + "/backups")) {
            if (!backup.isFolder()) {
                continue;
            }
            backups.add(folderName(backup));
            for (String object : files(folder + "/backups/" + folderName(backup))) {
                String last = object.substring(object.lastIndexOf('/') + 1);
                boolean manifest = last.startsWith(MANIFEST);
                (manifest ? manifests : rest).add(object);
                if (manifest) {
                    whole.add(folderName(backup));
                }
            }
        }
        List<String> objects = new ArrayList<>(manifests);
        objects.addAll(files(folder + "/packs"));
        objects.addAll(rest);
        objects.addAll(files(folder + "/reports"));
        List<String> beside = files(folder);
        objects.addAll(beside);
        boolean pinned = beside.stream().anyMatch(object -> object.startsWith(folder + "/" + PIN));
        return new HeldCycle(plan, name, backups, whole, objects, pinned);
    }

    private List<String> files(String folder) throws IOException {
        return listing.list(folder).stream()
                .filter(object -> !object.isFolder())
                .map(object -> folder + "/" + object.name())
                .toList();
    }

    private static String folderName(StoredObject folder) {
        return folder.name().substring(0, folder.name().length() - 1);
    }
}
