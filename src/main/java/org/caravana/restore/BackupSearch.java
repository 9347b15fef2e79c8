package org.caravana.restore;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.caravana.CaravanaException;
import org.caravana.repository.BackupReader;
import org.caravana.repository.Manifest;

/** Finds the backup, and the artifact in it, that somebody means. */
public final class BackupSearch {
    /** Stands for a plan's newest backup. */
    public static final String LATEST = "latest";

    private static final String LIST = "caravana list shows the backups";

    private final BackupReader reader;
    private final String place;
    private final Consumer<CaravanaException> trouble;

    /**
     * @param place the place's name, for messages
     * @param trouble gets what cannot be read on the way; the search goes on
     */
    public BackupSearch(BackupReader reader, String place, Consumer<CaravanaException> trouble) {
        this.reader = reader;
        this.place = place;
        this.trouble = trouble;
    }

    /**
     * The backups of a plan, or of all, newest first within each.
     *
     * @throws UnknownBackupException if there is no such plan at the place
     */
    public List<Manifest> all(Optional<String> plan) throws IOException {
        List<String> plans = reader.plans();
        if (plan.isPresent() && !plans.contains(plan.get())) {
            throw new UnknownBackupException(
                    place + " holds no backup of plan " + plan.get(),
                    plans.isEmpty() ? "it holds no backups at all" : "it holds those of " + String.join(", ", plans));
        }
        List<Manifest> found = new ArrayList<>();
        for (String name : plan.map(List::of).orElse(plans)) {
            found.addAll(reader.backups(name, trouble));
        }
        return found;
    }

    /**
     * @param backup its id, or {@link #LATEST}
     * @throws UnknownBackupException if there is none, or more than one plan has one
     */
    public Manifest one(Optional<String> plan, String backup) throws IOException {
        List<Manifest> all = all(plan);
        List<Manifest> meant = backup.equals(LATEST)
                ? all.stream().collect(Collectors.groupingBy(Manifest::plan)).values().stream()
                        .map(of -> of.get(0))
                        .toList()
                : all.stream().filter(m -> m.backup().equals(backup)).toList();
        if (meant.isEmpty()) {
            String what = all.isEmpty() ? "no backup" : "no backup " + backup;
            throw new UnknownBackupException(
                    place + " holds " + what + plan.map(p -> " of plan " + p).orElse(""), LIST);
        }
        if (meant.size() > 1) {
            throw new UnknownBackupException(
                    backup + " may be a backup of "
                            + meant.stream().map(Manifest::plan).sorted().collect(Collectors.joining(" or ")),
                    "say which with --plan");
        }
        return meant.get(0);
    }

    /**
     * @param name an artifact's name, or that of a source which has only one
     * @throws UnknownBackupException if the backup holds no such artifact
     */
    public static Manifest.Artifact artifact(Manifest backup, String name) {
        List<Manifest.Artifact> meant = backup.artifacts().stream()
                .filter(a -> a.name().equals(name) || a.source().equals(name))
                .toList();
        if (meant.size() == 1) {
            return meant.get(0);
        }
        return meant.stream().filter(a -> a.name().equals(name)).findFirst().orElseThrow(() -> unknown(backup, name));
    }

    private static UnknownBackupException unknown(Manifest backup, String name) {
        String known = backup.artifacts().stream().map(Manifest.Artifact::name).collect(Collectors.joining(", "));
        return new UnknownBackupException(
                "backup " + backup.backup() + " of plan " + backup.plan() + " holds no " + name,
                known.isEmpty() ? "it holds nothing" : "it holds " + known);
    }
}
