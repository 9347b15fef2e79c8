package org.caravana.retention;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.caravana.plan.Commands;
import org.caravana.plan.CyclePeriod;
import org.caravana.plan.Plan;
import org.caravana.plan.Schedule;
import org.caravana.repository.LocalStore;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GateTest {
    private static final Clock LATER = Clock.fixed(Instant.parse("2027-06-01T00:00:00Z"), ZoneOffset.UTC);

    @TempDir
    Path root;

    private String goesOn = "2026-11";

    @BeforeEach
    void threeCycles() throws Exception {
        backup("2026-09/backups/20260910T220000Z", true);
        backup("2026-10/backups/20261010T220000Z", true);
        backup("2026-11/backups/20261110T220000Z", true);
    }

    private void backup(String folder, boolean whole) throws Exception {
        Path made = Files.createDirectories(root.resolve("night").resolve(folder));
        Files.writeString(made.resolve(whole ? "manifest.json" : "conan.dump.index.zst"), "");
    }

    @Test
    void theNewestCyclesAreKept() throws Exception {
        assertThat(going(2)).containsExactly("2026-09");
        assertThat(going(3)).isEmpty();
        assertThat(going(0)).containsExactly("2026-09", "2026-10");
    }

    @Test
    void aCycleWithoutAnyWholeBackupTakesThePlaceOfNone() throws Exception {
        backup("2026-12/backups/20261210T220000Z", false);

        assertThat(going(2)).containsExactly("2026-09");
    }

    @Test
    void theCycleThatTheNextNightGoesIntoStays() throws Exception {
        goesOn = "2026-10";

        assertThat(going(0)).containsExactly("2026-09");
    }

    @Test
    void wherePlacesRefuseUsItIsSaidWhoHasToDeleteWhatMayGo() throws Exception {
        assertThat(decisions(2)).extracting(Decision::refused).allSatisfy(decision -> {
            assertThat(decision.discard()).isEqualTo(decision.cycle().name().equals("2026-09"));
            assertThat(decision.why().contains("a rule there has to do it")).isEqualTo(decision.discard());
        });
    }

    /** The names of the cycles that may go, every whole backup being verified. */
    private List<String> going(int keepCycles) throws Exception {
        return decisions(keepCycles).stream()
                .filter(Decision::discard)
                .map(decision -> decision.cycle().name())
                .toList();
    }

    private List<Decision> decisions(int keepCycles) throws Exception {
        List<HeldCycle> held = new Holdings(new LocalStore(root)::list).of("night");
        Gate gate = new Gate(LATER, plan(keepCycles), new Verified(held, goesOn));
        return held.stream().map(cycle -> gate.decide(cycle, held)).toList();
    }

    private static Plan plan(int keepCycles) {
        return new Plan(
                "night",
                List.of("conan"),
                List.of("annex"),
                new Schedule("0 0 19 ? * *", ZoneId.of("America/Sao_Paulo")),
                Duration.ofHours(1),
                Duration.ofHours(48),
                Duration.ZERO,
                Duration.ofDays(31),
                CyclePeriod.MONTH,
                Plan.SIZE_ALARM,
                Commands.NONE,
                Optional.empty(),
                keepCycles,
                Plan.WHOLE);
    }

    private record Verified(List<HeldCycle> held, String current) implements Gate.Knowledge {
        @Override
        public Set<String> verifiedWhole(String cycle) {
            return held.stream()
                    .filter(each -> each.name().equals(cycle))
                    .findFirst()
                    .map(each -> Set.copyOf(each.whole()))
                    .orElse(Set.of());
        }

        @Override
        public boolean busy(String cycle) {
            return false;
        }

        @Override
        public boolean goesOn(String cycle) {
            return cycle.equals(current);
        }

        @Override
        public Optional<Long> size(String cycle, String backup) {
            return Optional.empty();
        }

        @Override
        public Optional<Long> acceptedSize(String after, String notAfter) {
            return Optional.empty();
        }

        @Override
        public Optional<String> clockDiffers() {
            return Optional.empty();
        }

        @Override
        public Optional<Long> sizeAlarm() {
            return Optional.empty();
        }
    }
}
