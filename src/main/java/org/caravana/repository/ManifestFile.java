package org.caravana.repository;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * A manifest as JSON, and back, member by member: learning by reflection what its records are made of would take a
 * process that was just started longer than reading them.
 */
final class ManifestFile {
    private final ObjectMapper json =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    byte[] format(Manifest manifest) throws IOException {
        ObjectNode tree = json.createObjectNode();
        tree.put("format", manifest.format());
        put(tree, "caravana", manifest.caravana());
        put(tree, "plan", manifest.plan());
        put(tree, "cycle", manifest.cycle());
        put(tree, "backup", manifest.backup());
        tree.put("sequence", manifest.sequence());
        put(tree, "scheduled", manifest.scheduled());
        put(tree, "started", manifest.started());
        put(tree, "ended", manifest.ended());
        put(tree, "zone", manifest.zone());
        put(tree, "host", manifest.host());
        ArrayNode sources = tree.putArray("sources");
        manifest.sources().forEach(source -> write(source, sources.addObject()));
        ArrayNode artifacts = tree.putArray("artifacts");
        manifest.artifacts().forEach(artifact -> write(artifact, artifacts.addObject()));
        ArrayNode packs = tree.putArray("packs");
        manifest.packs()
                .forEach(pack -> packs.addObject().put("name", pack.name()).put("size", pack.size()));
        put(tree, "sums", manifest.sums());
        return json.writeValueAsBytes(tree);
    }

    private static void write(Manifest.Source source, ObjectNode out) {
        put(out, "name", source.name());
        put(out, "kind", source.kind());
        put(out, "state", source.state());
        put(out, "error", source.error());
        put(out, "tool", source.tool());
        put(out, "notes", source.notes());
        put(out, "artifacts", source.artifacts());
    }

    private static void write(Manifest.Artifact artifact, ObjectNode out) {
        put(out, "name", artifact.name());
        put(out, "source", artifact.source());
        put(out, "format", artifact.format());
        out.put("plain", artifact.plain());
        out.put("stored", artifact.stored());
        out.put("entries", artifact.entries());
        out.put("noted", artifact.noted());
        put(out, "database", artifact.database());
    }

    /** A member without a value is left out. */
    private static void put(ObjectNode out, String member, Object value) {
        if (value != null) {
            out.put(member, value.toString());
        }
    }

    private static void put(ObjectNode out, String member, List<String> values) {
        if (values != null) {
            values.forEach(out.putArray(member)::add);
        }
    }

    /**
     * Reads a manifest and looks whether it can be used.
     *
     * @throws DamagedException if it is none
     * @throws NewerFormatException if a later version of the format wrote it
     */
    Manifest parse(byte[] content, String store, String path) {
        Manifest manifest;
        try {
            JsonNode tree = json.readTree(content);
            JsonNode written = tree.path("format");
            int format = written.isIntegralNumber() && !written.canConvertToInt() ? Integer.MAX_VALUE : written.asInt();
            if (format > Manifest.FORMAT) {
                throw new NewerFormatException(store, path, format);
            }
            manifest = manifest(tree);
        } catch (JsonProcessingException e) {
            throw new DamagedException(store, path, "it is not a manifest: " + e.getOriginalMessage(), e);
        } catch (IOException | IllegalArgumentException | DateTimeException e) {
            throw new DamagedException(store, path, "it is not a manifest: " + e.getMessage(), e);
        }
        requireMembers(manifest, store, path);
        requireNames(manifest, store, path);
        return manifest;
    }

    private static Manifest manifest(JsonNode in) {
        return new Manifest(
                in.path("format").asInt(),
                text(in, "caravana"),
                text(in, "plan"),
                text(in, "cycle"),
                text(in, "backup"),
                number(in, "sequence"),
                time(in, "scheduled"),
                time(in, "started"),
                time(in, "ended"),
                text(in, "zone"),
                text(in, "host"),
                list(in, "sources", ManifestFile::source),
                list(in, "artifacts", ManifestFile::artifact),
                list(in, "packs", pack -> new Manifest.Pack(text(pack, "name"), number(pack, "size"))),
                text(in, "sums"));
    }

    private static Manifest.Source source(JsonNode in) {
        String state = text(in, "state");
        return new Manifest.Source(
                text(in, "name"),
                text(in, "kind"),
                state == null ? null : Manifest.Source.State.valueOf(state),
                text(in, "error"),
                text(in, "tool"),
                list(in, "notes", JsonNode::asText),
                list(in, "artifacts", JsonNode::asText));
    }

    private static Manifest.Artifact artifact(JsonNode in) {
        return new Manifest.Artifact(
                text(in, "name"),
                text(in, "source"),
                text(in, "format"),
                number(in, "plain"),
                number(in, "stored"),
                number(in, "entries"),
                number(in, "noted"),
                text(in, "database"));
    }

    private static String text(JsonNode in, String member) {
        return in.hasNonNull(member)
                ? require(in.get(member).isTextual(), in, member).textValue()
                : null;
    }

    private static long number(JsonNode in, String member) {
        return in.hasNonNull(member)
                ? require(in.get(member).isIntegralNumber() && in.get(member).canConvertToLong(), in, member)
                        .longValue()
                : 0;
    }

    private static Instant time(JsonNode in, String member) {
        String text = text(in, member);
        return text == null ? null : Instant.parse(text);
    }

    private static <T> List<T> list(JsonNode in, String member, Function<JsonNode, T> read) {
        if (!in.hasNonNull(member)) {
            return null;
        }
        List<T> list = new ArrayList<>();
        require(in.get(member).isArray(), in, member).forEach(element -> list.add(read.apply(element)));
        return List.copyOf(list);
    }

    private static JsonNode require(boolean fits, JsonNode in, String member) {
        if (!fits) {
            throw new IllegalArgumentException(member + " is of another type");
        }
        return in.get(member);
    }

    private static void requireMembers(Manifest manifest, String store, String path) {
        boolean whole = manifest.format() == Manifest.FORMAT
                && manifest.plan() != null
                && manifest.cycle() != null
                && manifest.backup() != null
                && manifest.sources() != null
                && manifest.artifacts() != null
                && manifest.packs() != null
                && manifest.sums() != null;
        if (!whole) {
            throw new DamagedException(store, path, "it is not a whole manifest");
        }
        if (!path.equals(manifest.path() + "/" + Names.MANIFEST)) {
            throw new DamagedException(store, path, "it is the manifest of " + manifest.path());
        }
    }

    /** What is restored gets these names: one that is none could lead out of the folder that was given. */
    private static void requireNames(Manifest manifest, String store, String path) {
        try {
            manifest.sources().forEach(source -> Names.requireSource(source.name()));
            manifest.artifacts().forEach(artifact -> {
                Names.requireArtifact(artifact.name());
                Names.requireSource(artifact.source());
            });
            manifest.packs().forEach(pack -> Names.requirePack(pack.name()));
        } catch (IllegalArgumentException e) {
            throw new DamagedException(store, path, e.getMessage(), e);
        }
    }
}
