package org.caravana.plan;

import de.focus_shift.jollyday.core.Holiday;
import de.focus_shift.jollyday.core.HolidayManager;
import de.focus_shift.jollyday.core.HolidayType;
import de.focus_shift.jollyday.core.ManagerParameters;
import java.time.LocalDate;
import java.time.Year;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * A country's holidays by the library jollyday, which is asked when the first day is: that takes a second.
 *
 * <p>Brazil's law leaves Carnival, Ash Wednesday and Corpus Christi to the towns, where the library counts them as
 * national: they are holidays only where the user lists them by name. Thread-safe.
 */
final class NationalHolidays implements Holidays {
    /** Days that move with Easter and that a user can list by name. */
    static final Map<String, String> MOVABLE = Map.of(
            "carnival", "christian.CARNIVAL",
            "ash-wednesday", "christian.ASH_WEDNESDAY",
            "corpus-christi", "christian.CORPUS_CHRISTI");

    private static final String BRAZIL = "br";

    private final String country;
    private final Set<String> listed;
    private final Map<Integer, Set<LocalDate>> years = new ConcurrentHashMap<>();

    /** @param country two lower-case letters; @param movable names out of {@link #MOVABLE} that are holidays here */
    NationalHolidays(String country, Set<String> movable) {
        this.country = country;
        this.listed = movable.stream().map(MOVABLE::get).collect(Collectors.toSet());
    }

    /** Whether a country's holidays are known. */
    static boolean know(String country) {
        return Arrays.stream(de.focus_shift.jollyday.core.HolidayCalendar.values())
                .anyMatch(calendar -> calendar.getId().equalsIgnoreCase(country));
    }

    @Override
    public boolean include(LocalDate day) {
        return years.computeIfAbsent(day.getYear(), this::of).contains(day);
    }

    private Set<LocalDate> of(int year) {
        return HolidayManager.getInstance(ManagerParameters.create(country)).getHolidays(Year.of(year)).stream()
                .filter(holiday -> holiday.getType() == HolidayType.PUBLIC_HOLIDAY)
                .filter(this::counts)
                .map(Holiday::getDate)
                .collect(Collectors.toUnmodifiableSet());
    }

    private boolean counts(Holiday holiday) {
        return !country.equals(BRAZIL)
                || !MOVABLE.containsValue(holiday.getPropertiesKey())
                || listed.contains(holiday.getPropertiesKey());
    }
}
