package org.caravana.repository;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The packs of a cycle by number; a pack that is being written has a number, and gets its name when it is whole. */
final class PackList {
    private final List<Pack> packs = new ArrayList<>();
    private final Map<String, Integer> numbers = new HashMap<>();

    /** @param sha256 of the whole pack in hex; {@code null} if not known */
    record Pack(String name, long size, String sha256) {}

    /** The number of a pack that is going to be written. */
    synchronized int reserve() {
        packs.add(null);
        return packs.size() - 1;
    }

    synchronized int add(Pack pack) {
        int number = reserve();
        set(number, pack);
        return number;
    }

    synchronized void set(int number, Pack pack) {
        packs.set(number, pack);
        numbers.put(pack.name(), number);
    }

    /** The pack with that number, which must be whole. */
    synchronized Pack get(int number) {
        Pack pack = packs.get(number);
        if (pack == null) {
            throw new IllegalStateException("pack " + number + " is not finished");
        }
        return pack;
    }

    /** The number of the pack with that name, or -1. */
    synchronized int number(String name) {
        return numbers.getOrDefault(name, -1);
    }

    String text(Range range, char separator) {
        return get(range.pack()).name()
                + separator
                + range.offset()
                + separator
                + range.length()
                + separator
                + range.plain();
    }
}
