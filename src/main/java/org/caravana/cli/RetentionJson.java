package org.caravana.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.caravana.retention.RetentionReport;

/** What is to become of cycles, as JSON and back. */
public final class RetentionJson {
    private RetentionJson() {}

    public static String write(List<RetentionReport> reports) {
        return Json.write(reports.stream().map(RetentionJson::members).toList());
    }

    static Map<String, Object> members(RetentionReport report) {
        return Json.object(
                "plan", report.plan(),
                "place", report.place(),
                "cycle", report.cycle(),
                "backups", report.backups(),
                "discard", report.discard(),
                "why", report.why());
    }

    static List<RetentionReport> parse(JsonNode array) {
        List<RetentionReport> reports = new ArrayList<>();
        array.forEach(node -> reports.add(new RetentionReport(
                node.path("plan").asText(),
                node.path("place").asText(),
                node.path("cycle").isNull() ? null : node.path("cycle").asText(),
                node.path("backups").asInt(),
                node.path("discard").asBoolean(),
                node.path("why").asText())));
        return reports;
    }
}
