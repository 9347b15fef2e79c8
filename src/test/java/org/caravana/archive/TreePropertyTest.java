package org.caravana.archive;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import org.caravana.repository.BackupReader;
import org.caravana.repository.LocalStore;
import org.caravana.repository.Manifest;
import org.caravana.repository.StopSignal;
import org.caravana.restore.SampleBackup;
import org.junit.jupiter.api.Assumptions;

/** Trees of all kinds, captured, changed, and captured again: each backup brings back what was there. */
class TreePropertyTest {
    private static final Instant NIGHT = Instant.parse("2026-11-20T22:00:00Z");

    @Property(tries = 4, shrinking = ShrinkingMode.OFF)
    void whatWasCapturedComesBackByOurUnpackerAndByHand(@ForAll long seed) throws IOException {
        Path temp = Files.createTempDirectory("trees");
        try {
            Tools.assumeGnu(temp);
            comesBack(temp, seed);
        } finally {
            Tools.sh(Path.of("/"), "chmod -R u+rwx \"$1\"; rm -rf \"$1\"", temp.toString());
        }
    }

    private static void comesBack(Path temp, long seed) throws IOException {
        Path source = Files.createDirectory(temp.resolve("source"));
        boolean root = Tools.sh(temp, "id -u").trim().equals("0");
        RandomTree tree = new RandomTree(seed, root, keepsAttributes(temp));
        Map<Manifest, String> nights = new LinkedHashMap<>();
        for (int night = 0; night < 2; night++) {
            tree.change(source, night == 0 ? 60 : 25);
            Manifest backup = new SampleBackup(temp.resolve("repository"))
                    .make("night", NIGHT.plusSeconds(86_400L * night), source);
            nights.put(backup, snapshot(source));
        }
        for (Map.Entry<Manifest, String> night : nights.entrySet()) {
            assertThat(unpacked(temp, night.getKey())).isEqualTo(night.getValue());
            assertThat(unpackedByHand(temp, night.getKey(), "C")).isEqualTo(night.getValue());
            assertThat(unpackedByHand(temp, night.getKey(), "C.UTF-8")).isEqualTo(night.getValue());
        }
    }

    private static String unpacked(Path temp, Manifest backup) throws IOException {
        Path to = temp.resolve("ours-" + backup.backup());
        BackupReader reader = new BackupReader(new LocalStore(temp.resolve("repository")));
        try (InputStream tar = reader.open(backup, "systems.tar")) {
            UnpackResult result = new TarUnpacker(to, UnpackOptions.WHOLE, StopSignal.NEVER).unpack(tar);
            assertThat(result.first()).isEmpty();
        }
        return snapshot(to);
    }

    private static String unpackedByHand(Path temp, Manifest backup, String locale) {
        Assumptions.assumeFalse(
                Tools.sh(temp, "command -v zstd || true").isBlank(), "zstd is needed to restore by hand");
        Path to = temp.resolve(locale + "-" + backup.backup());
        Tools.sh(
                temp,
                "LC_ALL=$1 exec sh repository/night/2026-11/restore.sh \"$2\" systems.tar \"$3\" 2>&1",
                locale,
                backup.backup(),
                to.toString());
        return snapshot(to);
    }

    private static String snapshot(Path directory) {
        String attributes = keepsAttributes(directory.getParent()) ? Tools.sh(directory, """
                        find . -print0 | sort -z | xargs -0 getfattr -h -d -m - -e hex --
                        find . ! -type l -print0 | sort -z | xargs -0 getfacl -n -p --
                        """) : "";
        return Tools.snapshot(directory) + attributes;
    }

    private static boolean keepsAttributes(Path directory) {
        return Tools.sh(directory, """
                        : > probe; command -v getfattr setfattr setfacl getfacl >/dev/null \\
                            && setfattr -n user.x -v 1 probe 2>/dev/null && setfacl -m u:1:r probe 2>/dev/null \\
                            && echo yes || :; rm probe
                        """).contains("yes");
    }
}
