package org.caravana;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.impl.DefaultCamelContext;
import org.caravana.config.Settings;
import org.caravana.config.SettingsReader;
import org.caravana.routes.RouteFiles;
import org.caravana.routes.RouteFiles.Element;
import org.caravana.target.TargetRoutes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every bean step of the routes calls a method that is there: Camel itself finds out when the step runs, at night. */
class BeanStepsTest {
    private static final Pattern CALL = Pattern.compile("\\s*(\\w+)\\s*(?:\\((.*)\\))?\\s*", Pattern.DOTALL);
    private static final Pattern IN_SIMPLE = Pattern.compile("\\$\\{bean:(\\w+)\\?method=(\\w+)");

    private record Call(Element where, String bean, String method) {}

    @TempDir
    Path folder;

    @Test
    void everyBeanStepCallsAMethodThatIsThere() throws Exception {
        Path settings = Files.writeString(folder.resolve("application.properties"), "");
        CamelContext context = new DefaultCamelContext();
        Settings read = new SettingsReader(settings, folder, Map.of()).settings();
        try (Ledger ledger = Ledger.open(read, Clock.systemUTC())) {
            Wiring wiring = new Wiring(read, Clock.systemUTC(), "token", ledger);
            wiring.beans().forEach(context.getRegistry()::bind);
            TargetRoutes.bindBeans(context);

            List<Call> calls = calls();
            assertThat(calls).hasSizeGreaterThan(40);
            for (Call call : calls) {
                Object bean = context.getRegistry().lookupByName(call.bean());
                assertThat(bean).as(call.toString()).isNotNull();
                assertThat(answers(bean.getClass(), call.method()))
                        .as(call.toString())
                        .isTrue();
            }
        } finally {
            context.close();
        }
    }

    private static List<Call> calls() throws Exception {
        List<Call> calls = new ArrayList<>();
        for (Element element : RouteFiles.elements()) {
            RouteFiles.walk(element.body(), node -> {
                if (node.hasNonNull("ref") && node.path("method").isTextual()) {
                    calls.add(new Call(
                            element,
                            node.path("ref").asText(),
                            node.path("method").asText()));
                }
                inSimple(element, node, calls);
            });
        }
        return calls;
    }

    private static void inSimple(Element element, JsonNode node, List<Call> calls) {
        Matcher simple = IN_SIMPLE.matcher(node.path("simple").asText());
        while (simple.find()) {
            calls.add(new Call(element, simple.group(1), simple.group(2)));
        }
    }

    private static boolean answers(Class<?> type, String call) {
        Matcher parts = CALL.matcher(call);
        return parts.matches()
                && methods(type)
                        .filter(method -> method.getName().equals(parts.group(1)))
                        .anyMatch(method ->
                                parts.group(2) == null || method.getParameterCount() == arguments(parts.group(2)));
    }

    private static Stream<Method> methods(Class<?> type) {
        return Arrays.stream(type.getMethods());
    }

    private static int arguments(String text) {
        if (text.isBlank()) {
            return 0;
        }
        int arguments = 1;
        int depth = 0;
        boolean quoted = false;
        for (char c : text.toCharArray()) {
            quoted ^= c == '\'';
            depth += c == '{' ? 1 : c == '}' ? -1 : 0;
            arguments += c == ',' && depth == 0 && !quoted ? 1 : 0;
        }
        return arguments;
    }
}
