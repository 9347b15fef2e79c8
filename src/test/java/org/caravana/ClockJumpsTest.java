package org.caravana;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class ClockJumpsTest {
    private Instant wall = Instant.parse("2026-11-02T22:00:00Z");
    private long nanos = 7;
    private final ClockJumps jumps = new ClockJumps(
            new Clock() {
                @Override
                public Instant instant() {
                    return wall;
                }

                @Override
                public ZoneId getZone() {
                    return ZoneOffset.UTC;
                }

                @Override
                public Clock withZone(ZoneId zone) {
                    throw new UnsupportedOperationException();
                }
            },
            () -> nanos);

    private void pass(Duration onTheWall, Duration inTruth) {
        wall = wall.plus(onTheWall);
        nanos += inTruth.toNanos();
    }

    @Test
    void timeThatPassesIsNoJump() {
        pass(Duration.ofHours(3), Duration.ofHours(3).minusSeconds(2));
        assertThat(jumps.jumped()).isFalse();
    }

    @Test
    void aClockThatIsSetIsAJumpOnce() {
        pass(Duration.ofHours(1), Duration.ofSeconds(5));
        assertThat(jumps.jumped()).isTrue();
        pass(Duration.ofSeconds(5), Duration.ofSeconds(5));
        assertThat(jumps.jumped()).isFalse();
        pass(Duration.ofHours(-1), Duration.ofSeconds(5));
        assertThat(jumps.jumped()).isTrue();
    }
}
