package org.caravana.target;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.apache.camel.CamelExecutionException;
import org.apache.camel.ProducerTemplate;
import org.caravana.config.Settings;
import org.caravana.repository.Sha256;

/** Small objects that say something about a backup, such as that it is pinned, put to targets by their routes. */
public final class Marks {
    private final ProducerTemplate routes;
    private final Path work;

    public Marks(ProducerTemplate routes, Path work) {
        this.routes = routes;
        this.work = work;
    }

    /** @param object its path at the target; where that is encrypted, {@code .age} is added */
    public void put(Settings.Target target, String object, String content) throws IOException {
        Files.createDirectories(work);
        Path plain = Files.createTempFile(work, "mark-", "");
        Path encrypted = plain.resolveSibling(plain.getFileName() + Age.SUFFIX);
        try {
            Files.writeString(plain, content);
            if (!target.encryptTo().isEmpty()) {
                Age.encrypt(plain, encrypted, target.encryptTo());
            }
            send(target, name(target, object), target.encryptTo().isEmpty() ? plain : encrypted);
        } finally {
            Files.deleteIfExists(plain);
            Files.deleteIfExists(encrypted);
        }
    }

    private void send(Settings.Target target, String name, Path file) throws IOException {
        File body = file.toFile();
        call(
                "put",
                target,
                body,
                Map.of(
                        TargetHeaders.OBJECT,
                        name,
                        TargetHeaders.SHA256,
                        Sha256.hex(file),
                        TargetHeaders.SIZE,
                        body.length()));
    }

    /** One that is not there is as good as deleted. */
    public void delete(Settings.Target target, String object) {
        call("delete", target, null, Map.of(TargetHeaders.OBJECT, name(target, object)));
    }

    private void call(String verb, Settings.Target target, File body, Map<String, Object> headers) {
        try {
            routes.sendBodyAndHeaders("direct:" + verb + "-" + target.name(), body, headers);
        } catch (CamelExecutionException e) {
            if (!Failures.isMissingObject(e)) {
                throw new Failures().explain(target.name(), e);
            }
        }
    }

    private static String name(Settings.Target target, String object) {
        return target.encryptTo().isEmpty() ? object : object + Age.SUFFIX;
    }
}
