package org.caravana.repository;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The list of a plan's backups that each backup is signed with: the SHA-256 of every manifest that the repository holds, in
 * their order, the backup's own last. {@code sha256sum -c} reads it in the plan's folder.
 *
 * @param sequence that of the backup whose list it is
 * @param signed when
 * @param manifests SHA-256 in hex by the manifest's path relative to the plan's folder
 */
public record Heads(String plan, long sequence, Instant signed, Map<String, String> manifests) {
    private static final Pattern FIRST =
            Pattern.compile("# caravana heads 1, plan ([a-z0-9-]+), sequence (\\d{1,18}), (\\S+)");
    private static final Pattern LINE = Pattern.compile("([0-9a-f]{64})  ([0-9QW-]+/backups/[0-9TZ]+/manifest\\.json)");

    byte[] format() {
        StringBuilder text = new StringBuilder(
                        "# caravana heads 1, plan " + plan + ", sequence " + sequence + ", " + signed)
                .append('\n');
        manifests.forEach(
                (path, sum) -> text.append(sum).append("  ").append(path).append('\n'));
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** @throws DamagedException if it is none */
    static Heads parse(byte[] content, String store, String path) {
        String[] lines = new String(content, StandardCharsets.UTF_8).split("\n");
        Matcher first = FIRST.matcher(lines[0]);
        Map<String, String> manifests = new LinkedHashMap<>();
        boolean good = first.matches();
        for (int i = 1; good && i < lines.length; i++) {
            Matcher line = LINE.matcher(lines[i]);
            good = line.matches() && manifests.put(line.group(2), line.group(1)) == null;
        }
        if (!good) {
            throw new DamagedException(store, path, "it is no list of heads");
        }
        try {
            return new Heads(first.group(1), Long.parseLong(first.group(2)), Instant.parse(first.group(3)), manifests);
        } catch (DateTimeParseException e) {
            throw new DamagedException(store, path, "it is no list of heads", e);
        }
    }
}
