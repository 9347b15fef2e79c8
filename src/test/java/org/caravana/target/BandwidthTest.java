package org.caravana.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.caravana.config.Settings;
import org.caravana.repository.StoppedException;
import org.junit.jupiter.api.Test;

/** A cap on a line whose time passes only while somebody waits. */
class BandwidthTest {
    private static final long SECOND = 1_000_000_000L;

    private final AtomicLong now = new AtomicLong(42);
    private final AtomicLong rate = new AtomicLong(1_000_000);
    private final Bandwidth bandwidth = new Bandwidth(rate::get, now::get, now::addAndGet);

    @Test
    void soManyBytesTakeSoLong() throws Exception {
        for (int i = 0; i < 100; i++) {
            bandwidth.take(50_000);
        }
        assertThat(now.get()).isBetween(49 * SECOND / 10, 5 * SECOND + 42);
    }

    @Test
    void allWhoTakeShareIt() throws Exception {
        Bandwidth unseen = new Bandwidth(rate::get, now::get, nanos -> {});
        unseen.take(1_000_000);
        AtomicLong waited = new AtomicLong();
        Bandwidth shared = new Bandwidth(rate::get, now::get, waited::set);

        shared.take(1_000_000);
        shared.take(1_000_000);

        assertThat(waited.get()).isEqualTo(2 * SECOND);
    }

    @Test
    void whatWasNotUsedIsNotSavedUp() throws Exception {
        now.addAndGet(3600 * SECOND);
        long from = now.get();

        bandwidth.take(1_000_000);

        assertThat(now.get() - from).isBetween(SECOND * 9 / 10, SECOND);
    }

    @Test
    void withoutACapNobodyWaits() throws Exception {
        rate.set(0);
        bandwidth.take(Long.MAX_VALUE / 4);
        assertThat(now.get()).isEqualTo(42);
    }

    @Test
    void aNewRateHoldsFromTheNextShareOn() throws Exception {
        bandwidth.take(1_000_000);
        rate.set(100_000);
        long from = now.get();

        bandwidth.take(1_000_000);

        assertThat(now.get() - from).isEqualTo(10 * SECOND);
    }

    @Test
    void bothWaysAreCappedByThemselvesAndNothingIsLost() throws Exception {
        TargetLine line = new TargetLine(target(Map.of("bandwidth", "1000000")), rate::get, now::get, now::addAndGet);
        ByteArrayOutputStream there = new ByteArrayOutputStream();
        byte[] bytes = new byte[2_000_000];
        bytes[1_999_999] = 7;

        try (OutputStream up = line.up(there)) {
            up.write(bytes);
        }
        long sent = now.get();
        byte[] back = line.down(new ByteArrayInputStream(there.toByteArray())).readAllBytes();

        assertThat(back).isEqualTo(bytes);
        assertThat(sent).isBetween(19 * SECOND / 10, 2 * SECOND + 42);
        assertThat(now.get() - sent).isBetween(17 * SECOND / 10, 2 * SECOND);
    }

    @Test
    void whileTheOfficeWorksTheOtherValueHolds() throws IOException {
        Settings.Target target = target(
                Map.of("bandwidth", "8000", "bandwidth-working-hours", "500", "working-hours", "MON-FRI 08:00-18:00"));
        ZoneId zone = ZoneId.of("America/Sao_Paulo");

        assertThat(rateAt(target, "2026-11-03T14:00:00Z", zone)).isEqualTo(500);
        assertThat(rateAt(target, "2026-11-03T21:00:00Z", zone)).isEqualTo(8000);
        assertThat(rateAt(target, "2026-11-07T14:00:00Z", zone)).as("Saturday").isEqualTo(8000);
        assertThat(rateAt(target(Map.of()), "2026-11-03T14:00:00Z", zone)).isZero();
    }

    private static long rateAt(Settings.Target target, String time, ZoneId zone) {
        return TargetLine.rate(target, Clock.fixed(Instant.parse(time), ZoneOffset.UTC), zone)
                .getAsLong();
    }

    private static Settings.Target target(Map<String, String> properties) {
        return Targets.target(
                "annex",
                "sftp",
                properties.entrySet().stream()
                        .flatMap(e -> java.util.stream.Stream.of(e.getKey(), e.getValue()))
                        .toArray(String[]::new));
    }

    @Test
    void aLineThatIsCutEndsWhatIsOnItsWay() throws Exception {
        TargetLine line = new TargetLine(target(Map.of()), () -> 0, now::get, now::addAndGet);
        InputStream body = line.up(new ByteArrayInputStream(new byte[3]));
        OutputStream up = line.up(new ByteArrayOutputStream());
        assertThat(body.read()).isZero();

        line.cut("caravana is stopping");

        assertThatThrownBy(body::read).isInstanceOf(StoppedException.class).hasMessageContaining("stopping");
        assertThatThrownBy(() -> up.write(new byte[2])).isInstanceOf(StoppedException.class);
    }

    @Test
    void aCarrierThatIsToStopEndsWhatItSendsAndNothingElse() throws Exception {
        AtomicReference<RuntimeException> said = new AtomicReference<>();
        TargetLine line = new TargetLine(target(Map.of()), () -> 0, now::get, now::addAndGet);
        InputStream body = line.up(new ByteArrayInputStream(new byte[9]));
        OutputStream up = line.up(new ByteArrayOutputStream());
        InputStream down = line.down(new ByteArrayInputStream(new byte[9]));
        line.heed(() -> {
            if (said.get() != null) {
                throw said.get();
            }
        });
        assertThat(body.read()).isZero();

        said.set(new StoppedException("cancelled by maria"));

        assertThatThrownBy(body::read).isInstanceOf(StoppedException.class).hasMessageContaining("maria");
        assertThatThrownBy(() -> up.write(new byte[2])).isInstanceOf(StoppedException.class);
        assertThat(down.read()).as("somebody else reads").isZero();
    }
}
