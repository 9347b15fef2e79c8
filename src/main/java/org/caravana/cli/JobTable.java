package org.caravana.cli;

import java.io.PrintWriter;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.Collectors;

/** Jobs, as people read them. */
final class JobTable {
    /** A reason can be a whole failure's words; in the list it gets the room of a short one. */
    private static final int REASON_WIDTH = 32;

    private final ZoneId zone;

    JobTable(ZoneId zone) {
        this.zone = zone;
    }

    void print(List<JobReport> jobs, PrintWriter out) {
        Table table = new Table("ID", "PLAN", "SCHEDULED", "STATE", "REASON", "ENDED", "BACKUP", "COPIES");
        jobs.forEach(job -> table.row(
                job.id(),
                job.plan(),
                Printable.time(job.scheduled(), zone),
                job.state(),
                Printable.cut(job.reason(), REASON_WIDTH),
                Printable.time(job.endedAt(), zone),
                job.backup(),
                copies(job)));
        table.print(out);
    }

    /** All that is known of a job; its messages are not cut. */
    void printWhole(JobReport job, PrintWriter out) {
        String reason = job.reason() == null ? "" : " (" + job.reason() + ")";
        out.println(Printable.text("job " + job.id() + " of " + job.plan() + ", scheduled "
                + Printable.time(job.scheduled(), zone) + ": " + job.state() + reason));
        if (job.backup() != null) {
            out.println(Printable.text("backup " + job.backup()));
        }
        job.copies().forEach(copy -> out.println(Printable.text(copy.target() + ": " + copy.state() + level(copy))));
        out.println();
        Table table = new Table("TIME", "TARGET", "STATE", "MESSAGE");
        job.events()
                .forEach(e -> table.row(
                        Printable.time(e.at(), zone), e.target(), e.state(), Printable.moments(e.message(), zone)));
        table.print(out);
    }

    /** One event on one line, while it happens. */
    String line(JobReport.EventReport event) {
        String about = event.target() == null ? "" : event.target() + " ";
        return Printable.time(event.at(), zone) + "  " + about + event.state() + "  "
                + Printable.moments(event.message(), zone);
    }

    private static String copies(JobReport job) {
        return job.copies().isEmpty()
                ? null
                : job.copies().stream()
                        .map(c -> c.target() + " " + c.state() + level(c))
                        .collect(Collectors.joining(", "));
    }

    private static String level(JobReport.CopyReport copy) {
        return copy.level() == null || copy.level().equals("NONE") ? "" : " (" + copy.level() + ")";
    }
}
