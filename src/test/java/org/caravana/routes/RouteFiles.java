package org.caravana.routes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The distribution's route files as trees, for tests that read them. */
public final class RouteFiles {
    static final Path FOLDER = Path.of("routes");
    private static final ObjectMapper JSON = new ObjectMapper();

    /** One top-level element of a route file: {@code route}, {@code routeTemplate}, {@code routeConfiguration} … */
    public record Element(Path file, String kind, JsonNode body) {
        String name() {
            return file.getFileName().toString().replace(".camel.yaml", "");
        }

        @Override
        public String toString() {
            return file + " " + kind;
        }
    }

    private RouteFiles() {}

    static List<Path> all() throws IOException {
        try (Stream<Path> files = Files.walk(FOLDER)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        }
    }

    static JsonNode tree(Path file) throws IOException {
        Load yaml = new Load(LoadSettings.builder().build());
        return JSON.valueToTree(yaml.loadFromString(Files.readString(file)));
    }

    public static List<Element> elements() throws IOException {
        List<Element> elements = new ArrayList<>();
        for (Path file : all()) {
            for (JsonNode item : tree(file)) {
                item.properties().forEach(e -> elements.add(new Element(file, e.getKey(), e.getValue())));
            }
        }
        return elements;
    }

    static List<Element> elements(String kind) throws IOException {
        return elements().stream().filter(e -> e.kind().equals(kind)).toList();
    }

    /** Calls for every object node below, itself included. */
    public static void walk(JsonNode node, Consumer<JsonNode> visitor) {
        if (node.isObject()) {
            visitor.accept(node);
        }
        node.forEach(child -> walk(child, visitor));
    }
}
