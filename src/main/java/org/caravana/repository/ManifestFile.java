package org.caravana.repository;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdScalarSerializer;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;

/** A manifest as JSON, and back. */
final class ManifestFile {
    private final ObjectMapper json = JsonMapper.builder()
            .addModule(new SimpleModule()
                    .addSerializer(new InstantWriter())
                    .addDeserializer(Instant.class, new InstantReader()))
            .enable(SerializationFeature.INDENT_OUTPUT)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .defaultPropertyInclusion(
                    JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, JsonInclude.Include.NON_NULL))
            .build();

    byte[] format(Manifest manifest) throws IOException {
        return json.writeValueAsBytes(manifest);
    }

    /**
     * Reads a manifest and looks whether it can be used.
     *
     * @throws DamagedException if it is none
     * @throws NewerFormatException if a later version of the format wrote it
     */
    Manifest parse(byte[] content, String store, String path) {
        try {
            JsonNode tree = json.readTree(content);
            int format = tree.path("format").asInt();
            if (format > Manifest.FORMAT) {
                throw new NewerFormatException(store, path, format);
            }
            Manifest manifest = json.treeToValue(tree, Manifest.class);
            requireMembers(manifest, store, path);
            requireNames(manifest, store, path);
            return manifest;
        } catch (JsonProcessingException e) {
            throw new DamagedException(store, path, "it is not a manifest: " + e.getOriginalMessage(), e);
        } catch (IOException e) {
            throw new DamagedException(store, path, "it is not a manifest: " + e.getMessage(), e);
        }
    }

    private static void requireMembers(Manifest manifest, String store, String path) {
        boolean whole = manifest != null
                && manifest.format() == Manifest.FORMAT
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

    private static final class InstantWriter extends StdScalarSerializer<Instant> {
        private static final long serialVersionUID = 1L;

        InstantWriter() {
            super(Instant.class);
        }

        @Override
        public void serialize(Instant value, JsonGenerator out, SerializerProvider provider) throws IOException {
            out.writeString(value.toString());
        }
    }

    private static final class InstantReader extends StdScalarDeserializer<Instant> {
        private static final long serialVersionUID = 1L;

        InstantReader() {
            super(Instant.class);
        }

        @Override
        public Instant deserialize(JsonParser in, DeserializationContext context) throws IOException {
            try {
                return Instant.parse(in.getText());
            } catch (DateTimeException e) {
                return (Instant) context.handleWeirdStringValue(Instant.class, in.getText(), "not a time in ISO 8601");
            }
        }
    }
}
