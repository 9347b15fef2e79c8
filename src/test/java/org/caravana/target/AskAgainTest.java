package org.caravana.target;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.caravana.config.Secret;
import org.caravana.config.Settings;
import org.caravana.job.Copy;
import org.caravana.job.CopyState;
import org.caravana.job.Job;
import org.caravana.job.JobState;
import org.caravana.target.FaultyPlace.Fault;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Questions to a target that a line breaks for a moment; those of listings are in {@link FaultContract}. */
class AskAgainTest {
    private static final int LISTINGS_AT_ONCE = 3;

    @TempDir
    Path home;

    private FaultySftp place;

    @BeforeEach
    void start() throws Exception {
        place = new FaultySftp(home);
    }

    @AfterEach
    void stop() throws Exception {
        place.close();
    }

    @Test
    void sumsWhoseReadingBreaksOffAreReadAgain() throws Exception {
        try (Office office = new Office(home, Targets.encrypted(place.target()))) {
            office.send(office.captured("20261102T220003Z", 2));
            List<String> first = office.puts();
            for (Path note : Office.filesBelow(home.resolve("data"))) {
                Files.delete(home.resolve("data").resolve(note));
            }
            Job next = office.captured("20261103T220003Z", 1);
            place.strike(Fault.SUMS_BREAK_OFF);

            Copy copy = office.send(next).get(FaultContract.NAME);

            assertThat(copy.state()).as("%s", copy.message()).isEqualTo(CopyState.VERIFIED);
            assertThat(office.puts().subList(first.size(), office.puts().size()))
                    .as("what the sums name is not sent again")
                    .noneMatch(first::contains);
        }
    }

    @Test
    void sumsThatAreNotThereAreNoBlip() throws Exception {
        try (Office office = new Office(home, Targets.encrypted(place.target()))) {
            office.send(office.captured("20261102T220003Z", 2));
            Files.delete(place.root().resolve("night/2026-11/backups/20261102T220003Z/" + Sums.FILE));
            for (Path note : Office.filesBelow(home.resolve("data"))) {
                Files.delete(home.resolve("data").resolve(note));
            }

            Copy copy = office.send(office.captured("20261103T220003Z", 1)).get(FaultContract.NAME);

            assertThat(copy.state()).as("%s", copy.message()).isEqualTo(CopyState.VERIFIED);
        }
    }

    @Test
    void aCancelledCopysListingIsNotAskedForAgain() throws Exception {
        try (Office office = new Office(home, place.target())) {
            office.send(office.captured("20261102T220003Z", 1));

            cancelledWhere(office, Fault.LISTING_BREAKS_OFF);
        }
    }

    @Test
    void aCancelledCopysSumsAreNotReadAgain() throws Exception {
        try (Office office = new Office(home, Targets.encrypted(place.target()))) {
            office.send(office.captured("20261102T220003Z", 1));
            for (Path note : Office.filesBelow(home.resolve("data"))) {
                Files.delete(home.resolve("data").resolve(note));
            }

            cancelledWhere(office, Fault.SUMS_BREAK_OFF);
        }
    }

    private void cancelledWhere(Office office, Fault fault) throws Exception {
        Job job = office.captured("20261103T220003Z", 1);
        AtomicInteger asked = new AtomicInteger();
        place.whenAnswerBreaks(() -> {
            asked.set(place.questions());
            office.jobs.cancel(job.id(), "maria");
        });
        place.strike(fault);

        office.send(job);

        assertThat(asked).as("it broke off").hasPositiveValue();
        assertThat(place.questions()).isEqualTo(asked.get());
        assertThat(office.jobs.get(job.id()).state()).isEqualTo(JobState.ABORTED);
    }

    @Test
    void whatARestoreFetchesIsFetchedAgain() throws Exception {
        try (Office office = new Office(home, place.target())) {
            office.send(office.captured("20261102T220003Z", 1));
            String sums = "night/2026-11/backups/20261102T220003Z/" + Sums.FILE;
            int before = place.questions();
            place.strike(Fault.SUMS_BREAK_OFF);

            Path fetched;
            try (TargetStore store = new TargetStore(
                    place.target(),
                    office.routes.camel().createProducerTemplate(),
                    Optional.empty(),
                    home.resolve("fetched"),
                    1000)) {
                fetched = store.fetch(sums);
                assertThat(fetched).hasSameBinaryContentAs(place.root().resolve(sums));
            }

            assertThat(place.questions() - before).isEqualTo(2);
        }
    }

    @Test
    void aLoginThatIsRefusedIsNotTriedAgainForAListing() throws Exception {
        Settings.Target target = place.target();
        Settings.Target wrong = new Settings.Target(
                target.name(),
                target.type(),
                target.properties(),
                Map.of("password", new Secret("wrong")),
                List.of(),
                LISTINGS_AT_ONCE);
        try (Office office = new Office(home, wrong)) {
            Copy copy = office.send(office.captured("20261102T220003Z", 1)).get(FaultContract.NAME);

            assertThat(copy.message().orElseThrow()).contains("refused the login");
            assertThat(place.line().orElseThrow().connections()).isLessThanOrEqualTo(LISTINGS_AT_ONCE);
        }
    }
}
