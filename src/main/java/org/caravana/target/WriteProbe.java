package org.caravana.target;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.CamelExecutionException;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.caravana.config.Settings;
import org.caravana.repository.ObjectStore.StoredObject;
import org.caravana.repository.Sha256;

/**
 * Puts a small object to a target by its routes, lists it, reads it back and deletes it: so it is known what the credentials
 * may do, and what the target's clock says. It has one name, so that it is overwritten where it cannot be deleted.
 */
public final class WriteProbe {
    /** A plan's folder cannot be called so, and nothing that restores looks at it. */
    static final String NAME = "caravana-write-probe.txt";

    private static final String TEXT =
            "Caravana wrote this file to see whether it may write here. It is no backup; it may be deleted.\n";

    /** How long a target that can lock objects is to lock it: long enough for clocks that differ a little. */
    private static final Duration LOCKED = Duration.ofHours(2);

    private final Settings.Target target;
    private final ProducerTemplate routes;
    private final Clock clock;
    private final Failures failures = new Failures();
    private boolean hashed;

    WriteProbe(Settings.Target target, ProducerTemplate routes, Clock clock) {
        this.target = target;
        this.routes = routes;
        this.clock = clock;
    }

    /**
     * What was found.
     *
     * @param ahead by how much the target's clock is ahead of ours, to the second, negative if it is behind; empty if it
     *     tells no time
     * @param listing how long a listing of the root took
     * @param replaced whether it was written; if not, an earlier one may not be replaced there, though new ones may be made
     * @param deleted whether it could be deleted
     */
    public record Findings(Optional<Duration> ahead, Duration listing, boolean replaced, boolean deleted) {}

    private record Root(boolean probed, Optional<Instant> written, Duration took) {}

    /** @throws RuntimeException if the target does not do what a copy needs; with a hint, where that is known */
    Findings ask() throws IOException {
        Path plain = Files.createTempFile("caravana-probe-", ".txt");
        Path sent = target.encryptTo().isEmpty() ? plain : plain.resolveSibling(plain.getFileName() + Age.SUFFIX);
        try {
            Files.writeString(plain, TEXT);
            if (!sent.equals(plain)) {
                Age.encrypt(plain, sent, target.encryptTo());
            }
            return ask(sent);
        } finally {
            Files.deleteIfExists(plain);
            Files.deleteIfExists(sent);
        }
    }

    private Findings ask(Path file) throws IOException {
        Root before = root();
        Instant from = clock.instant();
        Optional<RuntimeException> refusal = put(file);
        Instant to = clock.instant();
        Root after = root();
        boolean tried = !after.written().equals(before.written());
        if (refusal.isPresent() && !(before.probed() && tried)) {
            throw refusal.get();
        }
        if (refusal.isEmpty()) {
            requireListed(after);
            readBack(file);
        }
        Optional<Duration> ahead = after.written().map(written -> ahead(from, written, to));
        return new Findings(ahead, after.took(), refusal.isEmpty(), delete());
    }

    /** Many file systems and servers keep whole seconds. */
    private static Duration ahead(Instant from, Instant written, Instant to) {
        if (written.isBefore(from.truncatedTo(ChronoUnit.SECONDS))) {
            return Duration.between(from, written).truncatedTo(ChronoUnit.SECONDS);
        }
        return written.isAfter(to) ? Duration.between(to, written).truncatedTo(ChronoUnit.SECONDS) : Duration.ZERO;
    }

    private String name() {
        return target.encryptTo().isEmpty() ? NAME : NAME + Age.SUFFIX;
    }

    /** What the put was refused with; any other failure is thrown. */
    private Optional<RuntimeException> put(Path file) throws IOException {
        File body = file.toFile();
        Map<String, Object> headers = new HashMap<>(Map.of(
                TargetHeaders.OBJECT, name(),
                TargetHeaders.SHA256, Sha256.hex(file),
                TargetHeaders.SIZE, body.length()));
        if (target.properties().containsKey("object-lock")) {
            headers.put(
                    TargetHeaders.KEEP_UNTIL,
                    clock.instant().plus(LOCKED).truncatedTo(ChronoUnit.SECONDS).toString());
        }
        try {
            hashed = TargetHeaders.isHashed((String) call("put", body, headers).get(TargetHeaders.VERIFIED));
            return Optional.empty();
        } catch (RuntimeException e) {
            if (failures.isRefusal(target.name(), e)) {
                return Optional.of(e);
            }
            throw e;
        }
    }

    private void requireListed(Root root) {
        if (!root.probed()) {
            throw new PlaceException(
                    target.name(),
                    NAME + " was written, and is not listed",
                    "check whether something else uses the same place",
                    null);
        }
    }

    private void readBack(Path file) throws IOException {
        if (target.writeOnly()) {
            requireHashed();
            return;
        }
        Path back = file.resolveSibling(file.getFileName() + ".back");
        try {
            call("get", null, Map.of(TargetHeaders.OBJECT, name(), TargetHeaders.INTO, back.toString()));
            if (Files.mismatch(file, back) >= 0) {
                throw new PlaceException(
                        target.name(),
                        name() + " came back as something else than was sent",
                        "look at the disk and the programs there",
                        null);
            }
        } catch (RuntimeException e) {
            throw target.type().equals("s3") && failures.isRefusal(target.name(), e) ? unreadable(e) : e;
        } finally {
            Files.deleteIfExists(back);
        }
    }

    private void requireHashed() {
        if (!hashed) {
            throw new RefusedException(
                    target.name(),
                    "the server names no checksum of what it stored, and with write-only=true nothing may be read back",
                    "grant the right to read objects and leave out target." + target.name() + ".write-only",
                    null);
        }
    }

    private RefusedException unreadable(RuntimeException why) {
        return new RefusedException(
                target.name(),
                "the credentials may write and not read",
                "set target." + target.name() + ".write-only=true if they are meant to (docs/targets.md)",
                why);
    }

    private boolean delete() {
        try {
            call("delete", null, Map.of(TargetHeaders.OBJECT, name()));
            return true;
        } catch (RuntimeException e) {
            if (failures.isRefusal(target.name(), e)) {
                return false;
            }
            if (Failures.isMissingObject(e)) {
                return true;
            }
            throw e;
        }
    }

    private Root root() {
        long from = System.nanoTime();
        Exchange listed = request("list", null, Map.of(TargetHeaders.FOLDER, ""));
        Duration took = Duration.ofNanos(System.nanoTime() - from);
        Long written = listed.getMessage().getHeader(TargetHeaders.PROBE_WRITTEN, Long.class);
        List<?> members = listed.getMessage().getBody(List.class);
        return new Root(
                members.stream().anyMatch(member -> StoredNames.isProbe(((StoredObject) member).name())),
                Optional.ofNullable(written).map(Instant::ofEpochMilli),
                took);
    }

    private Map<String, Object> call(String verb, File body, Map<String, Object> headers) {
        return request(verb, body, headers).getMessage().getHeaders();
    }

    private Exchange request(String verb, File body, Map<String, Object> headers) {
        Exchange done = routes.request("direct:" + verb + "-" + target.name(), exchange -> {
            exchange.getMessage().setBody(body);
            exchange.getMessage().setHeaders(new HashMap<>(headers));
        });
        if (done.getException() != null) {
            throw new CamelExecutionException(verb + " failed", done, done.getException());
        }
        return done;
    }
}
