package org.caravana.target;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import org.caravana.config.Settings;
import org.caravana.job.Copy;
import org.caravana.job.CopyStates;
import org.caravana.repository.DamagedException;
import org.caravana.repository.Sha256;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Heals the local repository from targets: an object that is not what its sum says comes back from one that holds it whole. */
public final class Repairs {
    private static final Logger LOG = LoggerFactory.getLogger(Repairs.class);

    private final Settings settings;
    private final CopyStates copyStates;

    public Repairs(Settings settings, CopyStates copyStates) {
        this.settings = settings;
        this.copyStates = copyStates;
    }

    /** What a copy met, and which targets can help. An encrypted target cannot: this server holds no key. */
    public Wound wound(Copy copy, DamagedException damage) throws IOException {
        Optional<String> sum = sum(copy, damage.path());
        if (sum.isEmpty()) {
            return new Wound(copy.id(), damage.path(), "", List.of());
        }
        List<String> places = settings.targets().values().stream()
                .filter(target -> target.encryptTo().isEmpty() && !target.writeOnly())
                .map(Settings.Target::name)
                .filter(target -> holds(copy, target, damage.path(), sum.get()))
                .toList();
        return new Wound(copy.id(), damage.path(), sum.get(), places);
    }

    private Optional<String> sum(Copy copy, String object) throws IOException {
        String sums = copy.backupPath() + "/" + Sums.FILE;
        String packs = copy.plan() + "/" + copy.cycle() + "/packs/";
        String name = object.startsWith(packs)
                ? Sums.TO_PACKS + object.substring(packs.length())
                : object.substring(object.lastIndexOf('/') + 1);
        return Optional.ofNullable(
                Sums.read("repository", sums, settings.repository().resolve(sums))
                        .get(name));
    }

    private boolean holds(Copy copy, String target, String object, String sum) {
        try {
            return Delivered.of(settings.data(), target, copy.plan(), copy.cycle())
                    .find(object)
                    .filter(entry -> entry.sha256().equals(sum))
                    .isPresent();
        } catch (IOException e) {
            return false;
        }
    }

    /** Where the object is fetched to: beside the damaged one, which it then replaces. */
    public String fetchedFile(Wound wound) {
        return file(wound.part()).toString();
    }

    private Path file(String name) {
        return settings.repository().resolve(name);
    }

    /** Takes what was fetched over if it is what it ought to be. */
    public void accept(Copy copy, Wound wound, String target) throws IOException {
        Path fetched = file(wound.part());
        if (!Sha256.hex(fetched).equals(wound.sha256())) {
            Files.delete(fetched);
            return;
        }
        Files.setPosixFilePermissions(fetched, PosixFilePermissions.fromString("rw-------"));
        try (FileChannel written = FileChannel.open(fetched, StandardOpenOption.WRITE)) {
            written.force(true);
        }
        Files.move(fetched, file(wound.getObject()), StandardCopyOption.ATOMIC_MOVE);
        wound.close();
        String words = wound.getObject() + " in the repository was damaged, and was healed from target " + target;
        LOG.warn(words);
        copyStates.remark(copy, words);
    }

    /** When the copy is tried again: at once if the repository is whole now. */
    public String nextTry(Wound wound, String usual) {
        return wound.isOpen() ? usual : "1s";
    }
}
