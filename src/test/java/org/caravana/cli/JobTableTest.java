package org.caravana.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

class JobTableTest {
    private static final Instant NIGHT = Instant.parse("2026-11-20T22:00:00Z");
    private static final String REASON = "nothing of plan nightly could be captured: the server says no to everybody";
    private static final JobReport FAILED = new JobReport(
            12,
            "nightly",
            NIGHT,
            "SCHEDULE",
            "FAILED",
            REASON,
            NIGHT,
            NIGHT.plusSeconds(9),
            null,
            List.of(),
            List.of(new JobReport.EventReport(NIGHT, null, "FAILED", REASON + "; HINT: ask it")));

    private final JobTable table = new JobTable(ZoneOffset.UTC);
    private final StringWriter text = new StringWriter();
    private final PrintWriter out = new PrintWriter(text, true);

    @Test
    void theListGivesALongReasonLittleRoom() {
        table.print(List.of(FAILED), out);
        assertThat(text.toString().lines()).allMatch(line -> line.length() < 120);
        assertThat(text.toString()).contains("nothing of plan nightly could b…");
    }

    @Test
    void oneJobIsToldInFull() {
        table.printWhole(FAILED, out);
        assertThat(text.toString())
                .startsWith("job 12 of nightly, scheduled 2026-11-20 22:00:00: FAILED (" + REASON + ")")
                .contains(REASON + "; HINT: ask it");
    }
}
