package org.caravana;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.camel.CamelExecutionException;
import org.apache.camel.ProducerTemplate;
import org.caravana.cli.Operations.Answer;
import org.caravana.config.Settings;
import org.caravana.dump.DatabaseAddress;
import org.caravana.dump.DatabaseKind;
import org.caravana.dump.DumpTool;
import org.caravana.repository.StopSignal;
import org.caravana.retention.ClockComparison;
import org.caravana.target.Failures;
import org.caravana.target.RootMissingException;
import org.caravana.target.WriteProbe;
import org.caravana.target.WriteProbes;

/** Asks every database whether it answers, and every target whether it takes what is written to it, by the endpoints that the routes use. */
final class Reachability {
    private static final String RULE = "old cycles have to go by a rule there, see docs/retention.md";

    private final Settings settings;
    private final ProducerTemplate producer;
    private final WriteProbes probes;
    private final List<Answer> answers = new ArrayList<>();
    private final List<Answer> clocks = new ArrayList<>();

    Reachability(Settings settings, ProducerTemplate producer, WriteProbes probes) {
        this.probes = probes;
        this.settings = settings;
        this.producer = producer;
    }

    List<Answer> answers() {
        settings.databases().values().forEach(this::database);
        settings.targets().values().forEach(this::target);
        answers.addAll(clocks);
        return List.copyOf(answers);
    }

    private void database(Settings.Database database) {
        DatabaseKind kind = DatabaseKind.ofKey(database.kind()).orElseThrow();
        ask("database", database.name(), () -> good("database", database.name(), words(database, kind)));
    }

    private String words(Settings.Database database, DatabaseKind kind) throws Exception {
        if (kind == DatabaseKind.FIREBIRD && inNoPlan(database)) {
            return "is in no plan: a restore makes it";
        }
        if (kind.answersJdbc()) {
            answer(database, kind.readinessStatement());
        }
        Optional<DumpTool> tool = DumpTool.of(DatabaseAddress.of(database));
        return tool.isEmpty() ? "answers" : "answers, " + tool.get().versions(StopSignal.NEVER);
    }

    private static Answer good(String kind, String name, String what) {
        return new Answer(kind, name, true, what, "");
    }

    private boolean inNoPlan(Settings.Database database) {
        return settings.plans().values().stream()
                .noneMatch(plan -> plan.sources().contains(database.name()));
    }

    private void answer(Settings.Database database, String statement) {
        try {
            producer.requestBody("jdbc:database-" + database.name(), statement);
        } catch (CamelExecutionException e) {
            throw e.getCause() instanceof SQLException refusal
                    ? DatabaseAddress.of(database).failure(refusal)
                    : e;
        }
    }

    private void target(Settings.Target target) {
        ask("target", target.name(), () -> {
            try {
                WriteProbe.Findings found = probes.ask(target.name());
                found.ahead().ifPresent(ahead -> clocks.add(clock(target.name(), ahead)));
                boolean ours = found.replaced() && found.deleted();
                return new Answer("target", target.name(), true, words(!target.writeOnly(), found), ours ? "" : RULE);
            } catch (CamelExecutionException e) {
                if (target.isRemovable() && e.getCause() instanceof RootMissingException missing) {
                    return good(
                            "target",
                            target.name(),
                            missing.getMessage() + ": the disk is not connected, and copies wait for it");
                }
                throw e;
            }
        });
    }

    private static String words(boolean readable, WriteProbe.Findings found) {
        String answers = "answers in " + found.listing().toMillis();
        if (!found.replaced()) {
            return answers + " ms, takes what is new; nothing can be replaced or deleted by us";
        }
        if (!found.deleted()) {
            return answers
                    + (readable
                            ? " ms, takes a file and gives it back; nothing can be deleted by us"
                            : " ms, takes a file; nothing can be deleted by us");
        }
        return answers
                + (readable ? " ms, takes a file, gives it back and deletes it" : " ms, takes a file and deletes it");
    }

    private static Answer clock(String target, Duration ahead) {
        return ClockComparison.differs(ahead)
                ? new Answer(
                        "clock",
                        target,
                        false,
                        ClockComparison.words(ahead),
                        "no old cycle is discarded until they agree; set the one that is wrong, here with timedatectl")
                : new Answer("clock", target, true, ClockComparison.words(ahead), "");
    }

    private interface Question {
        Answer answer() throws Exception;
    }

    private void ask(String kind, String name, Question question) {
        try {
            answers.add(question.answer());
        } catch (Exception e) {
            CaravanaException told = new Failures().explain(name, e);
            answers.add(new Answer(kind, name, false, withoutPlace(told.what(), name), told.hint()));
        }
    }

    /** The answer's line begins with the kind and the name already, and a database is no target. */
    private static String withoutPlace(String what, String name) {
        String place = "target " + name + ": ";
        return what.startsWith(place) ? what.substring(place.length()) : what;
    }
}
