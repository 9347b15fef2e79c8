package org.caravana;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EditsTest {
    @TempDir
    Path folder;

    private Path route;
    private Edits edits;

    @BeforeEach
    void install() throws IOException {
        route = folder.resolve("routes/job/capture.camel.yaml");
        Files.createDirectories(route.getParent());
        Files.writeString(route, "- route:\n");
        Files.writeString(folder.resolve("application.properties"), "a=1\n");
        edits = new Edits(folder.resolve("application.properties"), folder.resolve("routes"));
    }

    @Test
    void anEditIsFinishedWhenTwoLooksSeeTheSame() throws IOException {
        assertThat(edits.finished()).isFalse();
        Files.writeString(route, "- route: half\n");
        assertThat(edits.finished()).isFalse();
        Files.writeString(route, "- route: half and the other half\n");
        assertThat(edits.finished()).isFalse();
        assertThat(edits.finished()).isTrue();
        assertThat(edits.finished()).as("considered once").isFalse();
    }

    @Test
    void aNewADeletedAndATouchedFileAreEdits() throws IOException {
        Path other = folder.resolve("routes/other.camel.yaml");
        Files.writeString(other, "");
        edits.finished();
        assertThat(edits.finished()).isTrue();
        Files.delete(other);
        edits.finished();
        assertThat(edits.finished()).isTrue();
        Files.setLastModifiedTime(folder.resolve("application.properties"), FileTime.fromMillis(1));
        edits.finished();
        assertThat(edits.finished()).isTrue();
    }

    @Test
    void anEditorsOwnFilesAreNone() throws IOException {
        Files.writeString(folder.resolve("routes/job/.capture.camel.yaml.swp"), "");
        Files.writeString(folder.resolve("routes/job/capture.camel.yaml~"), "");
        edits.finished();
        assertThat(edits.finished()).isFalse();
    }

    @Test
    void settingsThatAreGoneForAMomentAreAnEditAndNoFailure() throws IOException {
        Files.delete(folder.resolve("application.properties"));
        edits.finished();
        assertThat(edits.finished()).isTrue();
    }
}
