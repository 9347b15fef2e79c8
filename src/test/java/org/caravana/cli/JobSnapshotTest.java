package org.caravana.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.caravana.job.UnknownJobException;
import org.junit.jupiter.api.Test;

class JobSnapshotTest {
    private static final Instant EVENING = Instant.parse("2026-11-20T19:00:00Z");

    private final JobReport night = job(2, "night");
    private final JobReport month = job(1, "month");

    private static JobReport job(long id, String plan) {
        return new JobReport(id, plan, EVENING, "SCHEDULE", "CREATED", null, null, null, null, List.of(), List.of());
    }

    @Test
    void ofOnePlanItKnowsOnlyWhereItHoldsAll() {
        JobSnapshot whole = new JobSnapshot(List.of(night, month), true);
        JobSnapshot newest = new JobSnapshot(List.of(night, month), false);

        assertThat(whole.jobs(Optional.of("month"))).contains(List.of(month));
        assertThat(newest.jobs(Optional.of("month"))).isEmpty();
        assertThat(newest.jobs(Optional.empty())).contains(List.of(night, month));
    }

    @Test
    void aJobThatIsNotAmongTheNewestIsLeftToTheCatalogue() {
        JobSnapshot newest = new JobSnapshot(List.of(night, month), false);

        assertThat(newest.job(1)).contains(month);
        assertThat(newest.job(3)).isEmpty();
        assertThatThrownBy(() -> new JobSnapshot(List.of(night, month), true).job(3))
                .isInstanceOf(UnknownJobException.class);
    }
}
