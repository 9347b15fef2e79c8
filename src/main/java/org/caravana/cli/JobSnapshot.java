package org.caravana.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.caravana.config.Settings;
import org.caravana.job.CatalogueFile;
import org.caravana.job.UnknownJobException;
import org.caravana.repository.SafeFile;

/**
 * The newest jobs as the catalogue held them when it was closed: {@code jobs.json} in the data folder. A command that
 * only shows them then needs no database, whose opening takes longer than all the rest of the command.
 *
 * <p>It holds for the catalogue's file in exactly the state that it was left in, and for this version of Caravana; in
 * every other case it is as if it were not there. Both are to be called with the catalogue's lock held.
 *
 * @param all whether there are no other jobs
 */
public record JobSnapshot(List<JobReport> newest, boolean all) {
    private static final String FILE = "jobs.json";

    /** With more events than that it would take longer to read than the catalogue, bytes. */
    private static final int LONGEST = 1 << 20;

    /** Leaves it beside a catalogue that has just been closed. */
    public void write(CatalogueFile catalogue) throws IOException {
        byte[] text = text(catalogue.state()).getBytes(StandardCharsets.UTF_8);
        if (text.length <= LONGEST) {
            SafeFile.write(beside(catalogue), text);
        }
    }

    private static Path beside(CatalogueFile catalogue) {
        return catalogue.path().resolveSibling(FILE);
    }

    private String text(String state) {
        return Json.write(Json.object(
                "caravana",
                Version.number(),
                "catalogue",
                state,
                "all",
                all,
                "jobs",
                newest.stream().map(JobReport::members).toList()));
    }

    /** @return empty if there is none for the catalogue as it is now */
    static Optional<JobSnapshot> read(Settings settings) {
        return CatalogueFile.of(settings).flatMap(JobSnapshot::read);
    }

    private static Optional<JobSnapshot> read(CatalogueFile catalogue) {
        if (catalogue.isMissing()) {
            return Optional.of(new JobSnapshot(List.of(), true));
        }
        try {
            JsonNode text = new ObjectMapper().readTree(Files.readAllBytes(beside(catalogue)));
            if (!text.path("jobs").isArray()
                    || !text.path("caravana").asText().equals(Version.number())
                    || !text.path("catalogue").asText().equals(catalogue.state())) {
                return Optional.empty();
            }
            return Optional.of(new JobSnapshot(
                    JobReport.list(text.path("jobs"), JobReport::parse),
                    text.path("all").asBoolean()));
        } catch (IOException | RuntimeException unreadable) {
            // the catalogue itself is asked, and a new one left when it is closed
            return Optional.empty();
        }
    }

    /** @return empty if the catalogue may hold others */
    Optional<List<JobReport>> jobs(Optional<String> plan) {
        if (plan.isEmpty()) {
            return Optional.of(newest);
        }
        return all
                ? Optional.of(newest.stream()
                        .filter(job -> job.plan().equals(plan.get()))
                        .toList())
                : Optional.empty();
    }

    /**
     * One of them.
     *
     * @return empty if it is not among the newest
     * @throws UnknownJobException if there are no others
     */
    Optional<JobReport> job(long id) {
        Optional<JobReport> job =
                newest.stream().filter(each -> each.id() == id).findFirst();
        if (job.isEmpty() && all) {
            throw new UnknownJobException(id);
        }
        return job;
    }
}
