package org.caravana.notice;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.caravana.config.Settings;
import org.caravana.dump.DatabaseAddress;
import org.caravana.dump.DatabaseKind;
import org.caravana.job.Jobs;
import org.caravana.job.Notice;
import org.caravana.plan.Plan;

/** What is announced before a plan fires, and to whom. */
public final class Announcements {
    private static final String USERS = "users";
    private static final String COMMAND = "command";

    private final Settings settings;
    private final Jobs jobs;
    private final Clock clock;

    public Announcements(Settings settings, Jobs jobs, Clock clock) {
        this.settings = settings;
        this.jobs = jobs;
        this.clock = clock;
    }

    ZoneId zone() {
        return settings.zone();
    }

    record Upcoming(String plan, Instant scheduled) {}

    /** The firings that are so near that people are to be told. */
    List<Upcoming> upcoming() {
        Instant now = clock.instant();
        return settings.plans().values().stream()
                .filter(plan -> !plan.announceBefore().isZero())
                .flatMap(plan -> jobs
                        .nextFiring(plan.name())
                        .filter(next -> !now.isBefore(next.minus(plan.announceBefore())))
                        .map(next -> new Upcoming(plan.name(), next))
                        .stream())
                .toList();
    }

    /** The channels that announcements have besides those of every notice. */
    List<String> channels() {
        Settings.People people = settings.people();
        List<String> channels = new ArrayList<>();
        if (!people.users().isEmpty() || !people.addresses().isEmpty()) {
            channels.add(USERS);
        }
        people.command().ifPresent(command -> channels.add(COMMAND));
        return channels;
    }

    /** Whether those who read it may know who is working. */
    static boolean forSupport(String channel) {
        return !Set.of(USERS, COMMAND).contains(channel);
    }

    /** What to ask each database of a plan; one of an unknown kind without a query of its own is not asked. */
    List<UsersInOperation.Question> questions(String plan) {
        return Optional.ofNullable(settings.plans().get(plan)).map(Plan::sources).orElse(List.of()).stream()
                .map(settings.databases()::get)
                .filter(database -> database != null)
                .flatMap(database -> query(database)
                        .map(query ->
                                new UsersInOperation.Question(database.name(), "database-" + database.name(), query))
                        .stream())
                .toList();
    }

    private static Optional<String> query(Settings.Database database) {
        return Optional.ofNullable(database.options().get("users-query")).or(() -> DatabaseKind.ofKey(database.kind())
                .filter(DatabaseKind::answersJdbc)
                .map(kind -> DatabaseAddress.of(database).usersInOperation()));
    }

    Announcement of(Notice notice, Optional<UsersInOperation> users) {
        Optional<Plan> plan = Optional.ofNullable(settings.plans().get(notice.plan()));
        return new Announcement(
                notice.plan(),
                plan.map(p -> p.schedule().zone()).orElse(settings.zone()),
                notice.scheduled(),
                notice.scheduled().plus(plan.map(Plan::completionWindow).orElse(java.time.Duration.ZERO)),
                plan.map(Plan::sources).orElse(List.of()),
                plan.map(Plan::targets).orElse(List.of()),
                users.map(UsersInOperation::answers).orElse(List.of()));
    }

    /** The addresses that are always told, and those of the users who are connected. */
    String recipients(Optional<UsersInOperation> users) {
        Stream<String> connected = users.map(UsersInOperation::names).orElse(List.of()).stream()
                .map(settings.people().addresses()::get)
                .filter(address -> address != null);
        return Stream.concat(settings.people().users().stream(), connected)
                .collect(Collectors.toCollection(LinkedHashSet::new))
                .stream()
                .collect(Collectors.joining(","));
    }
}
