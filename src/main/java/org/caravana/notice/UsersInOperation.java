package org.caravana.notice;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.caravana.notice.Announcement.Working;

/** Who works in the systems of a plan: what is asked of each database, and what came of it. Thread-safe. */
public final class UsersInOperation {
    private final List<Question> questions;
    private final List<Working> answers = new ArrayList<>();
    private final TreeSet<String> names = new TreeSet<>();

    UsersInOperation(List<Question> questions) {
        this.questions = List.copyOf(questions);
    }

    /** @param dataSource the bean to ask; @param query its first column is the user */
    public record Question(String database, String dataSource, String query) {}

    public List<Question> questions() {
        return questions;
    }

    /** The database answered. @param rows each from column to value, in order */
    public synchronized void found(Question question, List<Map<String, Object>> rows) {
        List<String> users = rows.stream()
                .map(row -> row.values().stream()
                        .filter(Objects::nonNull)
                        .map(value -> value.toString().strip())
                        .filter(text -> !text.isEmpty() && !text.equals("-"))
                        .collect(Collectors.joining(", ")))
                .filter(text -> !text.isEmpty())
                .distinct()
                .toList();
        rows.stream()
                .flatMap(row -> row.values().stream().limit(1))
                .filter(Objects::nonNull)
                .forEach(name -> names.add(name.toString()));
        answers.add(new Working(question.database(), users, Optional.empty()));
    }

    /** The database did not answer, which is said and holds nothing up. */
    public synchronized void unknown(Question question, Exception why) {
        Throwable root = why;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        String said =
                Optional.ofNullable(root.getMessage()).orElse(root.getClass().getSimpleName());
        answers.add(new Working(
                question.database(),
                List.of(),
                Optional.of(said.lines().findFirst().orElse(""))));
    }

    synchronized List<Working> answers() {
        return List.copyOf(answers);
    }

    synchronized List<String> names() {
        return List.copyOf(names);
    }
}
