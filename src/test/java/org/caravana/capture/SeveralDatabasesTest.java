package org.caravana.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.caravana.config.Settings;
import org.caravana.dump.Dump;
import org.caravana.dump.DumpFailedException;
import org.caravana.dump.DumpFailedException.Reason;
import org.caravana.dump.DumpTool;
import org.caravana.job.Job;
import org.caravana.job.JobState;
import org.caravana.repository.BeginRequest;
import org.caravana.repository.Manifest;
import org.caravana.repository.Manifest.Source.State;
import org.caravana.repository.Repository;
import org.caravana.repository.StopSignal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SeveralDatabasesTest {
    private static final Instant NIGHT = Instant.parse("2026-11-20T22:00:00Z");

    @TempDir
    Path temp;

    @Test
    void oneThatFailsIsNamedAndTheOthersAreThere() throws Exception {
        Manifest manifest =
                capture(dump("folha", Optional.empty()), dump("frota", failure()), dump("obras", Optional.empty()));
        Manifest.Source source = manifest.sources().get(0);
        assertThat(source.state()).isEqualTo(State.PARTIAL);
        assertThat(source.error()).isEqualTo("database frota: it broke");
        assertThat(source.artifacts()).containsExactly("pg-folha.dump", "pg-obras.dump");
        assertThat(manifest.artifacts())
                .extracting(Manifest.Artifact::name)
                .containsExactly("pg-folha.dump", "pg-obras.dump");
        // an older cycle must not go on the word of this one
        assertThat(manifest.complete()).isFalse();
    }

    @Test
    void aRefusalByTheFirstDoesNotKeepTheOthersOut() throws Exception {
        Manifest manifest = capture(
                dump("folha", Optional.of(new DumpFailedException("no entry for it", "-", Reason.REFUSED))),
                dump("obras", Optional.empty()));
        assertThat(manifest.sources().get(0).state()).isEqualTo(State.PARTIAL);
        assertThat(manifest.sources().get(0).artifacts()).containsExactly("pg-obras.dump");
    }

    @Test
    void ifAllFailTheSourceIsMissing() {
        assertThatThrownBy(() -> capture(dump("folha", failure()), dump("frota", failure())))
                .isInstanceOf(DumpFailedException.class)
                .hasMessageContaining("database folha: it broke; database frota: it broke");
    }

    private static Optional<DumpFailedException> failure() {
        return Optional.of(new DumpFailedException("it broke", "mend it", Reason.OTHER));
    }

    private static Dump dump(String database, Optional<DumpFailedException> failure) {
        return new Dump(".dump", "pg-custom", Optional.of(database), true, (consumer, stop) -> {
            byte[] half = ("dump of " + database).getBytes(StandardCharsets.UTF_8);
            consumer.take(Channels.newChannel(new ByteArrayInputStream(half)));
            if (failure.isPresent()) {
                throw failure.get();
            }
            return new Dump.Outcome(Optional.empty(), List.of());
        });
    }

    private Manifest capture(Dump... dumps) throws Exception {
        DatabaseSource source = new DatabaseSource(
                job(),
                new Settings.Database(
                        "pg",
                        "postgresql",
                        "jdbc:postgresql://localhost/",
                        Optional.empty(),
                        Optional.empty(),
                        Map.of()));
        Repository repository = new Repository(temp.resolve("repository"), Clock.fixed(NIGHT, ZoneOffset.UTC));
        try (OpenBackup backup = new OpenBackup(repository.begin(new BeginRequest(
                "night",
                "2026-11",
                NIGHT,
                ZoneId.of("America/Sao_Paulo"),
                "host",
                "1",
                "en",
                3,
                1,
                StopSignal.NEVER)))) {
            new DatabaseDump(source, backup, new ArtifactNames("pg", Set.of()), StopSignal.NEVER).run(tool(dumps));
            assertThat(backup.complete()).isFalse();
            return backup.commit(StopSignal.NEVER);
        }
    }

    private static Job job() {
        return new Job(
                1,
                "night",
                NIGHT,
                Job.Origin.SCHEDULE,
                JobState.CREATED,
                Optional.empty(),
                NIGHT,
                NIGHT,
                Optional.empty(),
                0,
                "2026-11",
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    private static DumpTool tool(Dump... dumps) {
        return new DumpTool() {
            @Override
            public String versions(StopSignal stop) {
                return "pg_dump 15.14, server 15.14";
            }

            @Override
            public List<Dump> dumps(StopSignal stop) {
                return List.of(dumps);
            }
        };
    }
}
