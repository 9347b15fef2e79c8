package org.caravana.repository;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.caravana.repository.Manifest.Source.State;
import org.junit.jupiter.api.Test;

class ManifestFileTest {
    private static final String PATH = "nightly/2026-11/backups/20261102T220003Z/manifest.json";
    private static final String PACK = "base.dump-0123456789abcdef0123456789abcdef.zst";

    private final ManifestFile file = new ManifestFile();
    private final Manifest manifest = new Manifest(
            1,
            "0.1.0",
            "nightly",
            "2026-11",
            "20261102T220003Z",
            3_000_000_000L,
            Instant.parse("2026-11-02T22:00:00Z"),
            Instant.parse("2026-11-02T22:00:03.123Z"),
            Instant.parse("2026-11-02T22:10:00Z"),
            "America/Bahia",
            "bücherei",
            List.of(
                    new Manifest.Source(
                            "base",
                            "postgresql",
                            State.PARTIAL,
                            "it broke \"off\"",
                            "pg_dump",
                            List.of("a"),
                            List.of("base.dump")),
                    new Manifest.Source("gone", "directory", State.MISSING, null, null, List.of(), List.of())),
            List.of(new Manifest.Artifact("base.dump", "base", "pg-custom", 1L << 40, 2, 3, 4, "Base")),
            List.of(new Manifest.Pack(PACK, 5)),
            "00ff");

    @Test
    void whatIsWrittenReadsBack() throws IOException {
        assertThat(file.parse(file.format(manifest), "s", PATH)).isEqualTo(manifest);
    }

    @Test
    void membersComeInTheirOrderAndThoseWithoutAValueNotAtAll() throws IOException {
        String text = new String(file.format(manifest), StandardCharsets.UTF_8);
        assertThat(text)
                .startsWith("{\n  \"format\" : 1,\n  \"caravana\" : \"0.1.0\",\n  \"plan\" : \"nightly\",")
                .contains("\"sequence\" : 3000000000,\n  \"scheduled\" : \"2026-11-02T22:00:00Z\",")
                .contains(
                        "\"name\" : \"gone\",\n    \"kind\" : \"directory\",\n    \"state\" : \"MISSING\",\n    \"notes\" : [ ],")
                .endsWith("\"sums\" : \"00ff\"\n}");
    }

    @Test
    void unknownMembersAreIgnored() throws IOException {
        assertThat(file.parse(changed("\"format\" : 1", "\"format\" : 1, \"more\" : {}"), "s", PATH))
                .isEqualTo(manifest);
    }

    @Test
    void whatIsNoManifestIsDamage() throws IOException {
        for (byte[] content : List.of(
                new byte[0],
                "[]".getBytes(StandardCharsets.US_ASCII),
                "{\"format\" : 1}".getBytes(StandardCharsets.US_ASCII),
                changed("2026-11-02T22:00:00Z", "soon"),
                changed("\"nightly\"", "7"),
                changed("MISSING", "LOST"),
                changed("\"size\" : 5", "\"size\" : \"5\""),
                changed("[ \"a\" ]", "\"a\""),
                changed("base.dump-0", "../../x-0"))) {
            assertThatThrownBy(() -> file.parse(content, "s", PATH)).isInstanceOf(DamagedException.class);
        }
    }

    @Test
    void aHigherFormatIsToldAsSuch() throws IOException {
        byte[] content = changed("\"format\" : 1", "\"format\" : 2");
        assertThatThrownBy(() -> file.parse(content, "s", PATH)).isInstanceOf(NewerFormatException.class);
    }

    private byte[] changed(String from, String to) throws IOException {
        return new String(file.format(manifest), StandardCharsets.UTF_8)
                .replace(from, to)
                .getBytes(StandardCharsets.UTF_8);
    }
}
