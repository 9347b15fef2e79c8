package org.caravana.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.Random;
import org.caravana.config.Settings;
import org.caravana.repository.ObjectStore.StoredObject;
import org.caravana.retention.ClockComparison;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What every kind of target must do; a subclass gives the target. */
abstract class TargetContract {
    static final String NAME = "annex";

    @TempDir
    Path scratch;

    TargetContext routes;

    /** Starts a server, if need be, and says how to reach it. */
    abstract Settings.Target target() throws Exception;

    /** The folder that the target's root is kept in. */
    abstract Path root();

    @BeforeEach
    void start() throws Exception {
        routes = new TargetContext(target());
    }

    @AfterEach
    void stop() throws Exception {
        if (routes != null) {
            routes.close();
        }
    }

    @Test
    void whatWasPutIsThereAndComesBack() throws Exception {
        Path file = someFile("pack", 3_000_000);

        put("p/2026-11/packs/a.tar-1.zst", file);

        Path back = scratch.resolve("back");
        routes.get(NAME, "p/2026-11/packs/a.tar-1.zst", back);
        assertThat(back).hasSameBinaryContentAs(file);
        assertThat(root().resolve("p/2026-11/packs/a.tar-1.zst")).hasSameBinaryContentAs(file);
    }

    @Test
    void anEmptyObjectIsAnObject() throws Exception {
        put("p/2026-11/empty", someFile("empty", 0));

        assertThat(routes.list(NAME, "p/2026-11")).containsExactly(new StoredObject("empty", 0));
        routes.get(NAME, "p/2026-11/empty", scratch.resolve("back"));
        assertThat(scratch.resolve("back")).isEmptyFile();
    }

    @Test
    void puttingAgainReplaces() throws Exception {
        put("p/x", someFile("one", 100));
        Path two = someFile("two", 50);

        put("p/x", two);

        routes.get(NAME, "p/x", scratch.resolve("back"));
        assertThat(scratch.resolve("back")).hasSameBinaryContentAs(two);
        assertThat(routes.list(NAME, "p")).containsExactly(new StoredObject("x", 50));
    }

    @Test
    void aFolderListsItsFilesWithSizesAndItsFolders() throws Exception {
        put("p/2026-11/backups/one/manifest.json", someFile("m", 10));
        put("p/2026-11/backups/two/manifest.json", someFile("m", 10));
        put("p/2026-11/restore.sh", someFile("r", 7));

        assertThat(routes.list(NAME, "p/2026-11/backups"))
                .containsExactlyInAnyOrder(new StoredObject("one/", -1), new StoredObject("two/", -1));
        assertThat(routes.list(NAME, "p/2026-11"))
                .containsExactlyInAnyOrder(new StoredObject("backups/", -1), new StoredObject("restore.sh", 7));
        assertThat(routes.list(NAME, "")).contains(new StoredObject("p/", -1));
    }

    @Test
    void aFolderThatIsNotThereIsEmpty() {
        assertThat(routes.list(NAME, "p/2026-11/packs")).isEmpty();
    }

    @Test
    void filesOnTheirWayAreNotListed() throws Exception {
        put("p/whole", someFile("w", 5));
        Files.write(root().resolve("p/half.part"), new byte[3]);

        assertThat(routes.list(NAME, "p")).containsExactly(new StoredObject("whole", 5));
    }

    @Test
    void whatWasDeletedIsGone() throws Exception {
        put("p/x", someFile("x", 5));

        routes.delete(NAME, "p/x");

        assertThat(routes.list(NAME, "p")).isEmpty();
    }

    @Test
    void aProbeIsTakenGivenBackAndDeletedAndTellsTheTime() throws Exception {
        WriteProbe.Findings found = routes.probe(NAME, Clock.systemUTC());

        assertThat(found.replaced()).isTrue();
        assertThat(found.deleted()).isTrue();
        assertThat(found.ahead()).hasValueSatisfying(by -> assertThat(ClockComparison.differs(by))
                .isFalse());
        assertThat(routes.list(NAME, "")).isEmpty();
    }

    @Test
    void aProbeTellsHowFarTheClocksAreApart() throws Exception {
        Clock ahead = Clock.offset(Clock.systemUTC(), Duration.ofHours(3));
        Clock behind = Clock.offset(Clock.systemUTC(), Duration.ofDays(-2));

        assertThat(routes.probe(NAME, ahead).ahead().orElseThrow().negated().toMinutes())
                .isBetween(170L, 180L);
        assertThat(routes.probe(NAME, behind).ahead().orElseThrow().toMinutes()).isBetween(2870L, 2880L);
    }

    @Test
    void anObjectThatIsNotThereIsSaidToBeMissing() {
        Throwable failure = catchThrowable(() -> routes.get(NAME, "p/nothing", scratch.resolve("back")));

        assertThat(Failures.isMissingObject(failure)).isTrue();
    }

    @Test
    void aTargetWithoutATemplateIsAProblemOfTheSettings() throws Exception {
        Settings.Target odd = Targets.target("odd", "carrier-pigeon");

        assertThatThrownBy(() -> TargetRoutes.instantiate(routes.camel(), odd, ZoneOffset.UTC))
                .hasMessageContaining("target.odd.type")
                .hasMessageContaining("carrier-pigeon-put");
    }

    java.util.Map<String, Object> put(String object, Path file) throws Exception {
        return routes.put(NAME, object, file, sha256(file));
    }

    Path someFile(String name, int size) throws IOException {
        byte[] bytes = new byte[size];
        new Random(size).nextBytes(bytes);
        return Files.write(scratch.resolve(name), bytes);
    }

    static String sha256(Path file) throws IOException, GeneralSecurityException {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
    }
}
