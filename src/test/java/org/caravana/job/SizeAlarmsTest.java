package org.caravana.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(TestDatabase.class)
class SizeAlarmsTest {
    private static final long MIB = 1 << 20;
    private static final String PLAN = "nightly";

    private final TestDatabase database;
    private final MovableClock clock = new MovableClock("2026-11-02T22:00:00Z");
    private Node node;
    private SizeAlarms alarms;

    SizeAlarmsTest(TestDatabase database) {
        this.database = database;
    }

    @BeforeEach
    void open() {
        node = new Node(database.fresh(), "a", clock, Node.plan(PLAN, List.of("conan", "systems")));
        alarms = new SizeAlarms(node.catalogue, clock);
    }

    @AfterEach
    void close() {
        node.close();
    }

    /** A night whose sources came to so many bytes. */
    private Job night(Map<String, Long> sizes) {
        return night(sizes, false);
    }

    private Job night(Map<String, Long> sizes, boolean expected) {
        clock.advance(Duration.ofHours(24));
        node.jobs.request(PLAN, expected);
        Job job = node.take();
        node.jobs.begin(job);
        List<SourceSize> each = sizes.entrySet().stream()
                .map(size -> new SourceSize(size.getKey(), size.getValue(), 0))
                .toList();
        node.jobs.captured(job, new Captured(String.format("b%06d", job.id()), true, "2 artifacts", each));
        node.jobs.settle(job);
        return node.now(job);
    }

    private Job night(long conan, long systems) {
        return night(Map.of("conan", conan, "systems", systems));
    }

    private List<String> changed(Job job) {
        return alarms.changes(job).stream()
                .filter(change -> change.sudden(50))
                .map(change -> change.source() + " " + Math.round(change.percent()))
                .collect(Collectors.toList());
    }

    @Test
    void whatHalvedOrGrewByHalfIsAnAlarmAndWhatChangedALittleIsNone() {
        night(100 * MIB, 100 * MIB);
        Job calm = night(60 * MIB, 149 * MIB);
        assertThat(alarms.open(PLAN)).isEmpty();
        assertThat(changed(calm)).isEmpty();

        Job loud = night(30 * MIB, 224 * MIB);
        assertThat(alarms.open(PLAN)).map(Job::id).contains(loud.id());
        assertThat(changed(loud)).containsExactly("conan -50", "systems 50");
        assertThat(node.jobs.events(loud.id()))
                .extracting(Event::message)
                .anyMatch(m -> m.startsWith("SIZE ALARM: conan has 30.0 MiB where it had 60.0 MiB, systems"));
    }

    @Test
    void aSecondNightOfTheNewSizeClosesNothing() {
        night(100 * MIB, 100 * MIB);
        Job first = night(100 * MIB, MIB);
        Job second = night(100 * MIB, MIB);
        assertThat(alarms.open(PLAN)).map(Job::id).contains(first.id());
        assertThat(changed(second)).containsExactly("systems -99");
    }

    @Test
    void theSizeOfBeforeClosesTheAlarm() {
        night(100 * MIB, 100 * MIB);
        Job lost = night(100 * MIB, MIB);
        night(100 * MIB, 101 * MIB);
        assertThat(alarms.open(PLAN)).isEmpty();
        assertThat(node.lastEvent(lost).orElseThrow()).contains("has the size of before");
        // what passed is no measure for those that come
        assertThat(changed(night(100 * MIB, MIB))).containsExactly("systems -99");
    }

    @Test
    void aBackupWithoutTheSourceSaysNothingOfIt() {
        night(100 * MIB, 100 * MIB);
        night(100 * MIB, MIB);
        night(Map.of("conan", 100 * MIB));
        assertThat(alarms.open(PLAN)).isPresent();
    }

    @Test
    void aPersonAcceptsTheNewSizeAndTheNightsLikeIt() {
        night(100 * MIB, 100 * MIB);
        Job first = night(100 * MIB, MIB);
        Job second = night(100 * MIB, MIB);
        node.jobs.acceptSize(first.id(), "maria");
        assertThat(alarms.open(PLAN)).isEmpty();
        assertThat(node.lastEvent(second).orElseThrow()).contains("accepted by maria");
        assertThat(changed(night(100 * MIB, MIB))).isEmpty();
        assertThat(alarms.acceptedSize(PLAN, "b000001", second.backup().orElseThrow()))
                .contains(101 * MIB);
        assertThatThrownBy(() -> node.jobs.acceptSize(first.id(), "maria"))
                .isInstanceOf(NoSizeAlarmException.class)
                .hasMessageContaining("HINT");
    }

    @Test
    void acceptingANightDoesNotAcceptAWorseOneAfterIt() {
        night(100 * MIB, 100 * MIB);
        Job first = night(100 * MIB, 40 * MIB);
        Job second = night(100 * MIB, MIB);
        node.jobs.acceptSize(first.id(), "maria");
        assertThat(alarms.open(PLAN)).map(Job::id).contains(second.id());
    }

    @Test
    void aChangeThatWasAnnouncedIsNoAlarm() {
        night(100 * MIB, 100 * MIB);
        night(Map.of("conan", 100 * MIB, "systems", MIB), true);
        assertThat(alarms.open(PLAN)).isEmpty();
        assertThat(changed(night(100 * MIB, MIB))).isEmpty();
    }

    @Test
    void aJobThatCapturedNothingAndTheFirstOneAreNoAlarm() {
        night(100 * MIB, 100 * MIB);
        night(Map.of());
        assertThat(alarms.open(PLAN)).isEmpty();
    }
}
