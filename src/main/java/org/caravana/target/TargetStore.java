package org.caravana.target;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.CamelExecutionException;
import org.apache.camel.ProducerTemplate;
import org.caravana.config.Settings;
import org.caravana.repository.DamagedException;
import org.caravana.repository.ObjectStore;
import org.caravana.restore.SealedBackup;

/**
 * A target as a store of objects, over the routes {@code fetch-object} and {@code list-NAME}. What was fetched stays in a
 * scratch folder of its own, which is bounded and goes with {@link #close()}. Thread-safe.
 *
 * <p>Where the target is encrypted, names and bytes are plain here; {@link #list} needs no key, {@link #fetch} does.
 */
public final class TargetStore implements ObjectStore, AutoCloseable {
    private final Settings.Target target;
    private final ProducerTemplate routes;
    private final Optional<Path> identities;
    private final FetchedFiles fetched;
    private final EncryptedNames names;
    private final Failures failures = new Failures();

    /**
     * @param identities a file as {@code age-keygen} writes it, if there is one
     * @param work where the scratch folder is made
     * @param bound bytes that the scratch folder may hold beyond what is in use
     */
    public TargetStore(
            Settings.Target target, ProducerTemplate routes, Optional<Path> identities, Path work, long bound)
            throws IOException {
        this.target = target;
        this.routes = routes;
        this.identities = identities;
        this.fetched = new FetchedFiles(Files.createDirectories(work), bound);
        this.names = new EncryptedNames(this::listed);
    }

    @Override
    public String name() {
        return target.name();
    }

    @Override
    public Path fetch(String path) throws IOException {
        return fetched.take(path, file -> get(path, file));
    }

    @Override
    public void release(String path) {
        fetched.giveBack(path);
    }

    @Override
    public List<StoredObject> list(String folder) throws IOException {
        return EncryptedNames.plain(listed(folder));
    }

    @Override
    public boolean fits(StoredObject listed, long size) {
        return listed.size() == size || EncryptedNames.fits(listed.size(), size);
    }

    /** The backups as they show without a key, if the target is encrypted and there is none; else empty. */
    public Optional<List<SealedBackup>> sealed() throws IOException {
        return identities.isPresent() || target.encryptTo().isEmpty()
                ? Optional.empty()
                : Optional.of(new SealedBackups(this).all());
    }

    /**
     * The sums that an encrypted target has of a backup's objects as they lie there.
     *
     * @param folder the backup's
     */
    Map<String, String> ownSums(String folder) throws IOException {
        String path = folder + "/" + Sums.FILE;
        Path file = fetched.take(path, to -> into(path, to));
        try {
            return Sums.read("target " + target.name(), path, file);
        } finally {
            fetched.giveBack(path);
        }
    }

    /** A folder's members by their names at the target. */
    @SuppressWarnings("unchecked")
    List<StoredObject> listed(String folder) throws IOException {
        return call("direct:list-" + target.name(), folder, Map.of(TargetHeaders.FOLDER, folder), List.class);
    }

    private void get(String path, Path file) throws IOException {
        String name = names.nameOf(path);
        if (name.equals(path)) {
            into(path, file);
            return;
        }
        Path keys = identities.orElseThrow(() -> new RefusedException(
                target.name(),
                path + " is encrypted and there is no identity to read it with",
                "give the file that age-keygen wrote with --identity",
                null));
        Path encrypted = file.resolveSibling(file.getFileName() + Age.SUFFIX);
        into(name, encrypted);
        try {
            Age.decrypt(encrypted, file, keys);
        } catch (Age.WrongKeyException e) {
            throw new RefusedException(
                    target.name(),
                    "the identity in " + keys + " does not open " + name,
                    "give one whose recipient stood in target." + target.name()
                            + ".encrypt-to when it was sent; caravana runbook names the recipients of now",
                    e);
        } catch (Age.BrokenException e) {
            throw new DamagedException("target " + target.name(), name, e.getMessage(), e);
        } finally {
            Files.deleteIfExists(encrypted);
        }
    }

    private void into(String name, Path file) throws IOException {
        Map<String, Object> headers = Map.of(
                TargetHeaders.TARGET,
                target.name(),
                TargetHeaders.OBJECT,
                name,
                TargetHeaders.INTO,
                file.toAbsolutePath().toString());
        call("direct:fetch-object", name, headers, Object.class);
    }

    private <T> T call(String route, String path, Map<String, Object> headers, Class<T> answer) throws IOException {
        try {
            return routes.requestBodyAndHeaders(route, null, headers, answer);
        } catch (CamelExecutionException e) {
            if (Failures.isMissingObject(e)) {
                throw new NoSuchFileException(path, null, "not at target " + target.name());
            }
            throw failures.explain(target.name(), e);
        }
    }

    @Override
    public void close() throws IOException {
        fetched.close();
    }
}
