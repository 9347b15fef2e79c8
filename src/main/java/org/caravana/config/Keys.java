package org.caravana.config;

import java.util.List;
import java.util.stream.Stream;

/**
 * Every setting, once, in the order of the page; {@code docs/settings.md} is made from this table and the reader
 * reads by it. Each section's keys stand in a class of their own.
 */
final class Keys {
    static final List<Key<?>> ALL = Stream.of(
                    OfficeKeys.ALL,
                    DatabaseKeys.ALL,
                    DirectoryKeys.ALL,
                    TargetKeys.ALL,
                    PlanKeys.ALL,
                    CalendarKeys.ALL,
                    NoticeKeys.ALL,
                    JobKeys.ALL,
                    VerifyKeys.ALL,
                    CaptureKeys.ALL,
                    CatalogueKeys.ALL,
                    WebKeys.ALL)
            .<Key<?>>flatMap(List::stream)
            .toList();

    private Keys() {}
}
