package org.caravana.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.IntStream;
import org.caravana.repository.DamagedException;
import org.caravana.repository.ObjectStore.StoredObject;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.s3.model.S3Object;

/** What servers say when they are asked for a folder, honest ones and others. */
class S3ListingTest {
    private final S3Listing listing = new S3Listing("inprev", "caravana/night/");

    @Test
    void theLastPageIsTheEnd() {
        listing.add(List.of(object("a", 1), object("b", 2), S3Listing.GOES_ON));
        assertThat(listing.isMore()).isTrue();
        assertThat(listing.getNextPage().marker()).isEqualTo("caravana/night/b");

        listing.add(List.of(object("c", 3), S3Listing.ENDS));

        assertThat(listing.isMore()).isFalse();
        assertThat(listing.getObjects())
                .containsExactly(new StoredObject("a", 1), new StoredObject("b", 2), new StoredObject("c", 3));
    }

    @Test
    void whereTheServerDoesNotSayAPageWithoutNewsIsTheEnd() {
        listing.add(List.of(object("a", 1)));
        assertThat(listing.isMore()).isTrue();

        listing.add(List.of());

        assertThat(listing.isMore()).isFalse();
    }

    @Test
    void aServerThatRepeatsItselfForEverIsNotBelieved() {
        listing.add(List.of(object("a", 1), S3Listing.GOES_ON));

        assertThatThrownBy(() -> listing.add(List.of(object("a", 1), S3Listing.GOES_ON)))
                .isInstanceOf(DamagedException.class)
                .hasMessageContaining("the listing of caravana/night/ in bucket inprev is damaged: it goes on for ever")
                .hasMessageContaining("HINT");
    }

    @Test
    void aServerThatNamesEverMoreIsLeftBeforeTheMemoryIsFull() {
        assertThatThrownBy(() -> IntStream.range(0, 1_000_000)
                        .forEach(i -> listing.add(List.of(object("x".repeat(900) + "%09d".formatted(i), 1)))))
                .isInstanceOf(DamagedException.class)
                .hasMessageContaining("it is longer than any that was made by us");
        assertThat(listing.getObjects()).hasSizeLessThan(100_000);
    }

    @Test
    void whatIsNotInTheFolderIsNotTakenForSomethingInIt() {
        for (String elsewhere : List.of("other/night/a", "caravana/nigh", "x".repeat(2000))) {
            S3Object member = S3Object.builder().key(elsewhere).size(1L).build();
            assertThatThrownBy(() -> listing.add(List.of(member)))
                    .isInstanceOf(DamagedException.class)
                    .hasMessageContaining("which is not there")
                    .satisfies(e -> assertThat(e.getMessage().length()).isLessThan(500));
        }
    }

    @Test
    void namesThatWouldLeadElsewhereAreNoObjects() {
        listing.add(List.of(
                object("..", 1),
                object("../", 0),
                object("../x", 1),
                object("a\\b", 1),
                object("", 0),
                object("a", 1)));

        assertThat(listing.getObjects()).containsExactly(new StoredObject("a", 1));
    }

    private static S3Object object(String name, long size) {
        return S3Object.builder().key("caravana/night/" + name).size(size).build();
    }
}
