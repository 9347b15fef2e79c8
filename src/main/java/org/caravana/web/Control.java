package org.caravana.web;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.caravana.CaravanaException;
import org.caravana.cli.ControlLogin;
import org.caravana.cli.JobReport;
import org.caravana.cli.Json;
import org.caravana.cli.RetentionJson;
import org.caravana.job.Copy;
import org.caravana.job.Event;
import org.caravana.job.Job;
import org.caravana.job.Jobs;
import org.caravana.job.NoSizeAlarmException;
import org.caravana.job.UnknownJobException;
import org.caravana.job.UnknownPlanException;
import org.caravana.job.WrongStateException;
import org.caravana.retention.RetentionReport;

/** What the control routes answer a command with: jobs as JSON, and failures with their hints. */
public final class Control {
    private static final int MOST = 50;

    private final Jobs jobs;
    private final byte[] login;

    public Control(Jobs jobs, String token) {
        this.jobs = jobs;
        this.login = ControlLogin.of(token).getBytes(StandardCharsets.UTF_8);
    }

    /**
     * The server asks everybody for a login; the console's is not enough here, since a browser sends it along with
     * whatever a page asks for.
     *
     * @throws NotAllowedException if it is not the login of the one who may read the token from the data folder
     */
    public void requireToken(String shown) {
        if (shown == null || !MessageDigest.isEqual(login, shown.getBytes(StandardCharsets.UTF_8))) {
            throw new NotAllowedException();
        }
    }

    /** A job with its copies and events. */
    public JobReport report(Job job) {
        return new JobReport(
                job.id(),
                job.plan(),
                job.scheduled(),
                job.origin().name(),
                job.state().name(),
                job.reason().orElse(null),
                job.startedAt().orElse(null),
                job.endedAt().orElse(null),
                job.backup().orElse(null),
                jobs.copies(job.id()).stream().map(Control::copy).toList(),
                jobs.events(job.id()).stream().map(Control::event).toList());
    }

    private static JobReport.CopyReport copy(Copy copy) {
        return new JobReport.CopyReport(
                copy.target(),
                copy.state().name(),
                copy.checked(),
                copy.message().orElse(null));
    }

    private static JobReport.EventReport event(Event event) {
        return new JobReport.EventReport(event.at(), event.target().orElse(null), event.state(), event.message());
    }

    /** As JSON. */
    public String json(List<RetentionReport> reports) {
        return RetentionJson.write(reports);
    }

    /** The newest jobs, of one plan or of all. */
    public List<JobReport> reports(Optional<String> plan) {
        return jobs.list(plan, MOST).stream().map(this::report).toList();
    }

    public String job(Job job) {
        return Json.write(report(job).members());
    }

    public String jobNumbered(long id) {
        return job(jobs.get(id));
    }

    /** @param plan {@code null}: of all plans */
    public String jobs(String plan) {
        return Json.write(reports(Optional.ofNullable(plan)).stream()
                .map(JobReport::members)
                .toList());
    }

    /** The HTTP status of a failure. */
    public int status(Exception failure) {
        if (failure instanceof NotAllowedException) {
            return 403;
        } else if (failure instanceof UnknownJobException
                || failure instanceof UnknownPlanException
                || failure instanceof NoSizeAlarmException) {
            return 404;
        }
        return failure instanceof WrongStateException ? 409 : 500;
    }

    public String failure(Exception failure) {
        boolean known = failure instanceof CaravanaException;
        String what = known ? ((CaravanaException) failure).what() : "the service failed";
        String hint = known ? ((CaravanaException) failure).hint() : "look at its log";
        return Json.write(Map.of("error", what, "hint", hint));
    }
}
