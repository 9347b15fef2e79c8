package org.caravana.capture;

import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.caravana.CaravanaException;
import org.caravana.job.Job;
import org.caravana.repository.ArtifactWriter;
import org.caravana.repository.BackupWriter;
import org.caravana.repository.Manifest;
import org.caravana.repository.StopSignal;

/** A backup in the making, and what it lacks so far. */
final class OpenBackup implements Closeable {
    private final BackupWriter writer;
    private final List<String> errors = new ArrayList<>();
    private boolean anything;
    private boolean complete = true;

    OpenBackup(BackupWriter writer) {
        this.writer = writer;
    }

    /** How an artifact is called; {@code database}: its name at the server, where a source is several, or null. */
    record Label(String name, String format, String database) {}

    /** What goes into an artifact. */
    @FunctionalInterface
    interface Content {
        void writeTo(ArtifactWriter artifact) throws IOException;
    }

    /** Writes an artifact; one whose content failed is given up, so that no half of it is ever taken for the whole. */
    void write(Source source, Label label, Content content) throws IOException {
        try (ArtifactWriter artifact = writer.artifact(label.name(), source.name(), label.format(), label.database())) {
            try {
                content.writeTo(artifact);
            } catch (IOException | RuntimeException | Error e) {
                artifact.abandon();
                throw e;
            }
        }
        anything = true;
    }

    void attach(String name, byte[] content) throws IOException {
        writer.attach(name, content);
    }

    /** @param whole whether everything of the source is there as it was */
    void captured(Source source, String tool, List<String> remarks, boolean whole) {
        writer.captured(source.name(), source.kind(), tool, remarks);
        anything = true;
        complete &= whole;
    }

    /** @param error what of the source is not there */
    void partial(Source source, String tool, List<String> remarks, String error) {
        writer.partial(source.name(), source.kind(), tool, remarks, error);
        complete = false;
    }

    void missing(Source source, Exception why) {
        String words = why instanceof CaravanaException known ? known.what() : why.getMessage();
        writer.missing(source.name(), source.kind(), words);
        errors.add(words);
        complete = false;
    }

    void requireAnything(Job job) {
        if (!anything) {
            throw new NothingCapturedException(job.plan(), errors);
        }
    }

    /** Whether it holds all that the plan promises. */
    boolean complete() {
        return complete;
    }

    void attachReport(Capture.Report report) throws IOException {
        writer.attach("report.html", report.render(writer.draft()).getBytes(StandardCharsets.UTF_8));
    }

    Manifest commit(StopSignal lease) throws IOException {
        try (writer) {
            return writer.commit(lease);
        }
    }

    Optional<String> unsigned() {
        return writer.unsigned();
    }

    @Override
    public void close() throws IOException {
        writer.close();
    }
}
