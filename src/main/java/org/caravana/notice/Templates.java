package org.caravana.notice;

import io.pebbletemplates.pebble.PebbleEngine;
import io.pebbletemplates.pebble.extension.AbstractExtension;
import io.pebbletemplates.pebble.extension.Function;
import io.pebbletemplates.pebble.loader.ClasspathLoader;
import io.pebbletemplates.pebble.template.EvaluationContext;
import io.pebbletemplates.pebble.template.PebbleTemplate;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.caravana.job.JobState;

/** The Pebble templates beside this class, in one language; HTML escapes whatever is put into it. */
final class Templates {
    private static final List<String> FINALS = Arrays.stream(JobState.values())
            .filter(JobState::isFinal)
            .map(Enum::name)
            .toList();

    private final PebbleEngine html;
    private final PebbleEngine text;
    private final Words words;

    Templates(Words words) {
        this.words = words;
        this.html = engine(true, words);
        this.text = engine(false, words);
    }

    private static PebbleEngine engine(boolean escape, Words words) {
        ClasspathLoader loader = new ClasspathLoader(Templates.class.getClassLoader());
        loader.setPrefix("org/caravana/notice");
        return new PebbleEngine.Builder()
                .loader(loader)
                .autoEscaping(escape)
                .strictVariables(true)
                .newLineTrimming(false)
                .extension(new Speech(words))
                .build();
    }

    /** A letter from {@code NAME.txt}, whose first line is the subject, and {@code NAME.html}. */
    Letter letter(String name, Map<String, Object> model) {
        String whole = evaluate(text, name + ".txt", model);
        int end = whole.indexOf('\n');
        String subject = whole.substring(0, end).strip();
        return new Letter(
                subject, whole.substring(end + 1).strip() + "\n", evaluate(html, name + ".html", with(model, subject)));
    }

    /** The page {@code NAME.html}. */
    String page(String name, Map<String, Object> model) {
        return evaluate(html, name + ".html", model);
    }

    /** The plain text {@code NAME.txt}. */
    String text(String name, Map<String, Object> model) {
        return evaluate(text, name + ".txt", model);
    }

    private static Map<String, Object> with(Map<String, Object> model, String subject) {
        Map<String, Object> copy = new HashMap<>(model);
        copy.put("subject", subject);
        return copy;
    }

    private String evaluate(PebbleEngine engine, String name, Map<String, Object> model) {
        PebbleTemplate template = engine.getTemplate(name);
        StringWriter out = new StringWriter();
        try {
            Map<String, Object> all = new HashMap<>(model);
            all.put("language", words.language());
            all.put("zone", words.zone());
            all.put("finals", FINALS);
            template.evaluate(out, all);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toString();
    }

    /** What templates can call: {@code say(key, …)}, {@code time}, {@code clock}, {@code kind}, {@code size}, {@code count}, {@code span}. */
    private static final class Speech extends AbstractExtension {
        private final Words words;

        Speech(Words words) {
            this.words = words;
        }

        @Override
        public Map<String, Function> getFunctions() {
            return Map.ofEntries(
                    Map.entry("plain", call(a -> words.plain((String) a.get(0)))),
                    Map.entry("month", call(a -> words.month((YearMonth) a.get(0)))),
                    Map.entry("kind", call(a -> words.kind((String) a.get(0)))),
                    Map.entry("clock", call(a -> words.clock((Instant) a.get(0)))),
                    Map.entry("say", call(a -> words.say((String) a.get(0), a.subList(1, a.size())))),
                    Map.entry("known", call(a -> words.has((String) a.get(0)))),
                    Map.entry("time", call(a -> words.time((Instant) a.get(0)))),
                    Map.entry("size", call(a -> words.size(((Number) a.get(0)).longValue()))),
                    Map.entry("count", call(a -> words.count(((Number) a.get(0)).longValue()))),
                    Map.entry("percent", call(a -> words.percent(((Number) a.get(0)).doubleValue()))),
                    Map.entry("span", call(a -> words.span((Duration) a.get(0)))));
        }

        private static Function call(java.util.function.Function<List<Object>, Object> body) {
            return new Function() {
                @Override
                public List<String> getArgumentNames() {
                    return null;
                }

                @Override
                public Object execute(
                        Map<String, Object> args, PebbleTemplate self, EvaluationContext context, int lineNumber) {
                    List<Object> list = new ArrayList<>();
                    for (int i = 0; args.containsKey(String.valueOf(i)); i++) {
                        list.add(opened(args.get(String.valueOf(i))));
                    }
                    return body.apply(list);
                }
            };
        }

        private static Object opened(Object argument) {
            return argument instanceof Optional<?> optional ? optional.orElse(null) : argument;
        }
    }
}
