package org.caravana.target;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TravelOrderTest {
    private static final long LARGE = 1L << 20;

    @TempDir
    Path repository;

    @Test
    void ofAFewPacksTheLargeOnesGoFirst() {
        assertThat(order(List.of("s1", "L1", "L2"), List.of("f1", "f2"), 4))
                .containsExactly("L1", "L2", "f1", "f2", "s1");
    }

    @Test
    void ofManyPacksEachTransferBeginsWithASmallObjectAndTheOthersPassBetweenThePacks() {
        assertThat(order(List.of("L1", "L2", "L3", "L4", "s1", "s2"), List.of("f1", "f2", "f3"), 2))
                .containsExactly("f1", "f2", "L1", "L2", "f3", "L3", "s1", "L4", "s2");
    }

    @Test
    void everythingGoesThoughThereIsNothingSmall() {
        assertThat(order(List.of("L1", "L2", "L3"), List.of(), 1)).containsExactly("L1", "L2", "L3");
    }

    private List<String> order(List<String> packs, List<String> files, int transfers) {
        return TravelOrder.of(shipments(packs), shipments(files), transfers).stream()
                .map(Shipment::name)
                .toList();
    }

    private List<Shipment> shipments(List<String> names) {
        return names.stream().map(this::shipment).toList();
    }

    private Shipment shipment(String name) {
        Path local = repository.resolve(name);
        try (RandomAccessFile file = new RandomAccessFile(local.toFile(), "rw")) {
            file.setLength(name.startsWith("L") ? LARGE : LARGE - 1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Shipment("annex", name, name, local, "", -1, false);
    }
}
