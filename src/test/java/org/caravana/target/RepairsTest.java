package org.caravana.target;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.caravana.config.Settings;
import org.caravana.job.Copy;
import org.caravana.job.CopyState;
import org.caravana.job.Job;
import org.caravana.repository.DamagedException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A pack that rotted in the repository comes back from a target that holds it whole. */
class RepairsTest {
    @TempDir
    Path home;

    private Office office;
    private Copy second;
    private Path pack;
    private byte[] before;

    @BeforeEach
    void rot() throws Exception {
        office = new Office(home, directory("annex"), directory("disk"));
        Job job = office.captured("20261102T220003Z", 2);
        assertThat(office.send(job).get("disk").state()).isEqualTo(CopyState.VERIFIED);
        pack = office.backups.packs().get(0);
        before = Files.readAllBytes(pack);
        Files.delete(home.resolve("annex").resolve(home.resolve("repository").relativize(pack)));
        Files.writeString(pack, "rotten");
        second = office.jobs.copies(job.id()).get(0);
    }

    private Settings.Target directory(String name) throws Exception {
        return Targets.target(
                name,
                "directory",
                "path",
                Files.createDirectories(home.resolve(name)).toString());
    }

    @AfterEach
    void stop() throws Exception {
        office.close();
    }

    @Test
    void aRottenPackIsReplacedByTheWholeOneOfTheTargetThatStillHasIt() throws Exception {
        heal();
        assertThat(pack).hasBinaryContent(before);
        assertThat(Office.filesBelow(home.resolve("repository")))
                .noneMatch(file -> file.toString().endsWith(".part"));
    }

    @Test
    void whatIsDamagedThereTooIsNotTaken() throws Exception {
        Files.writeString(
                home.resolve("disk").resolve(home.resolve("repository").relativize(pack)), "rotten, too");
        heal();
        assertThat(pack).hasContent("rotten");
        assertThat(Office.filesBelow(home.resolve("repository")))
                .noneMatch(file -> file.toString().endsWith(".part"));
    }

    private void heal() {
        String object = home.resolve("repository").relativize(pack).toString();
        office.routes.camel().createProducerTemplate().request("direct:heal-repository", exchange -> {
            exchange.setProperty("copy", second);
            exchange.setProperty("damage", new DamagedException("repository", object, "it rotted"));
        });
    }
}
