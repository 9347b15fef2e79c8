package org.caravana.routes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.caravana.routes.RouteFiles.Element;
import org.junit.jupiter.api.Test;

/** The habits that keep the process readable; Camel itself lets most of these mistakes pass in silence. */
class RouteLintTest {
    private static final Set<String> KINDS = Set.of("route", "routeTemplate", "templatedRoute", "routeConfiguration");

    @Test
    void everyFileIsNamedAsAYamlRoute() throws IOException {
        assertThat(RouteFiles.all()).isNotEmpty().allMatch(f -> f.toString().endsWith(".camel.yaml"));
    }

    @Test
    void everyElementIsOfTheLongForm() throws IOException {
        assertThat(RouteFiles.elements()).isNotEmpty().allMatch(e -> KINDS.contains(e.kind()));
    }

    @Test
    void aRoutesIdIsItsFilesName() throws IOException {
        for (Element e : RouteFiles.elements("route")) {
            assertThat(e.body().path("id").asText()).as(e.toString()).isEqualTo(e.name());
        }
        for (Element e : RouteFiles.elements("templatedRoute")) {
            assertThat(e.body().path("routeId").asText()).as(e.toString()).isEqualTo(e.name());
        }
    }

    @Test
    void aTemplatesIdBeginsWithItsFilesName() throws IOException {
        for (Element e : RouteFiles.elements("routeTemplate")) {
            assertThat(e.body().path("id").asText()).as(e.toString()).matches(e.name() + "(-put|-get|-list|-delete)?");
        }
    }

    @Test
    void aFileHoldsOneRouteOrOneKindOfTarget() throws IOException {
        for (Path file : RouteFiles.all()) {
            int most = file.getParent().endsWith("targets") ? 4 : 1;
            assertThat(RouteFiles.tree(file).size()).as(file.toString()).isBetween(1, most);
        }
    }

    @Test
    void everythingSaysWhatItIsFor() throws IOException {
        for (Element e : RouteFiles.elements()) {
            if (!e.kind().equals("templatedRoute")) {
                JsonNode said = e.kind().equals("routeTemplate") ? e.body().path("route") : e.body();
                assertThat(said.path("description").asText()).as(e.toString()).hasSizeGreaterThan(20);
            }
        }
    }

    @Test
    void everyRouteNamesErrorHandlingThatExists() throws IOException {
        Set<String> known = RouteFiles.elements("routeConfiguration").stream()
                .map(e -> e.body().path("id").asText())
                .collect(Collectors.toSet());
        List<Element> routes = new ArrayList<>(RouteFiles.elements("route"));
        routes.addAll(RouteFiles.elements("routeTemplate"));
        for (Element e : routes) {
            JsonNode route = e.kind().equals("route") ? e.body() : e.body().path("route");
            String[] named = route.path("routeConfigurationId").asText().split(",");
            assertThat(known).as(e.toString()).containsAll(Arrays.asList(named));
        }
    }

    @Test
    void endpointsAreAUriAndParametersNotAQueryString() throws IOException {
        for (Element e : RouteFiles.elements()) {
            RouteFiles.walk(e.body(), node -> {
                for (String key : List.of("uri", "to", "toD", "wireTap")) {
                    assertThat(node.path(key).asText())
                            .as(e + ": use parameters")
                            .doesNotContain("?");
                }
            });
        }
    }

    @Test
    void everyFileIsValidByCamelsOwnSchema() throws IOException {
        JsonSchema schema;
        try (InputStream in = getClass().getResourceAsStream("/schema/camelYamlDsl.json")) {
            schema = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V4).getSchema(in);
        }
        for (Path file : RouteFiles.all()) {
            JsonNode tree = RouteFiles.tree(file);
            RouteFiles.walk(tree, RouteLintTest::fillPlaceholders);
            assertThat(schema.validate(tree)).as(file.toString()).isEmpty();
        }
    }

    /** The schema wants a number where Camel also takes the name of a setting. */
    private static void fillPlaceholders(JsonNode node) {
        if (node.path("maximumRedeliveries").asText().startsWith("{{")) {
            ((ObjectNode) node).put("maximumRedeliveries", 1);
        }
    }
}
