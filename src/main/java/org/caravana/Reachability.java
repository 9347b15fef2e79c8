package org.caravana;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.CamelExecutionException;
import org.apache.camel.ProducerTemplate;
import org.caravana.cli.Operations.Answer;
import org.caravana.config.Settings;
import org.caravana.dump.DatabaseAddress;
import org.caravana.dump.DatabaseKind;
import org.caravana.dump.DumpTool;
import org.caravana.repository.StopSignal;
import org.caravana.target.Failures;
import org.caravana.target.RootMissingException;
import org.caravana.target.TargetHeaders;

/** Asks every database and target whether it answers, by the endpoints that the routes use. */
final class Reachability {
    private final Settings settings;
    private final ProducerTemplate producer;
    private final List<Answer> answers = new ArrayList<>();

    Reachability(Settings settings, ProducerTemplate producer) {
        this.settings = settings;
        this.producer = producer;
    }

    List<Answer> answers() {
        settings.databases().values().forEach(this::database);
        settings.targets().values().forEach(this::target);
        return List.copyOf(answers);
    }

    private void database(Settings.Database database) {
        DatabaseKind kind = DatabaseKind.ofKey(database.kind()).orElseThrow();
        ask("database", database.name(), () -> {
            if (kind == DatabaseKind.FIREBIRD && inNoPlan(database)) {
                return "is in no plan: a restore makes it";
            }
            if (kind.answersJdbc()) {
                answer(database, kind.readinessStatement());
            }
            Optional<DumpTool> tool = DumpTool.of(DatabaseAddress.of(database));
            return tool.isEmpty() ? "answers" : "answers, " + tool.get().versions(StopSignal.NEVER);
        });
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
                producer.requestBodyAndHeaders("direct:list-" + target.name(), null, Map.of(TargetHeaders.FOLDER, ""));
                return "answers";
            } catch (CamelExecutionException e) {
                if (target.isRemovable() && e.getCause() instanceof RootMissingException missing) {
                    return missing.getMessage() + ": the disk is not connected, and copies wait for it";
                }
                throw e;
            }
        });
    }

    private interface Question {
        String answer() throws Exception;
    }

    private void ask(String kind, String name, Question question) {
        try {
            answers.add(new Answer(kind, name, true, question.answer(), ""));
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
