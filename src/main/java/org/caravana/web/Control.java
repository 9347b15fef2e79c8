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
import org.caravana.job.Job;
import org.caravana.job.Jobs;
import org.caravana.job.NoSizeAlarmException;
import org.caravana.job.UnknownJobException;
import org.caravana.job.UnknownPlanException;
import org.caravana.job.WrongStateException;
import org.caravana.retention.RetentionReport;

/** What the control routes answer a command with: jobs as JSON, and failures with their hints. */
public final class Control {
    private final Jobs jobs;
    private final JobReports reports;
    private final byte[] login;

    public Control(Jobs jobs, String token) {
        this.jobs = jobs;
        this.reports = new JobReports(jobs);
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

    /** As JSON. */
    public String json(List<RetentionReport> reports) {
        return RetentionJson.write(reports);
    }

    public String job(Job job) {
        return Json.write(reports.of(job).members());
    }

    public String jobNumbered(long id) {
        return job(jobs.get(id));
    }

    /** @param plan {@code null}: of all plans */
    public String jobs(String plan) {
        return Json.write(reports.newest(Optional.ofNullable(plan)).stream()
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
