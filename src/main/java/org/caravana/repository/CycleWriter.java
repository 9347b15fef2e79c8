package org.caravana.repository;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.LoggerFactory;

/** Writes a backup into a cycle of the local repository. */
final class CycleWriter implements BackupWriter {
    private final BeginRequest request;
    private final Clock clock;
    private final PlanLock lock;
    private final CycleFolder cycle;
    private final Path folder;
    private final Instant started;
    private final long sequence;
    private final EarlierBackups earlier;
    private final Seal seal;
    private final PackList packs;
    private final ChunkIndex index;
    private final PackFinisher finisher;
    private final Pipeline pipeline;
    private final AtomicLong taken = new AtomicLong();
    private final BitSet needed = new BitSet();
    private final List<Manifest.Source> sources = new ArrayList<>();
    private final List<Manifest.Artifact> artifacts = new ArrayList<>();
    private ArtifactWriter open;
    private Optional<String> unsigned = Optional.empty();
    private boolean committed;
    private boolean closed;

    CycleWriter(
            BeginRequest request,
            Clock clock,
            PlanLock lock,
            CycleFolder cycle,
            CycleContent content,
            EarlierBackups earlier,
            Seal seal)
            throws IOException {
        packs = content.packs();
        index = content.index();
        this.seal = seal;
        this.request = request;
        this.clock = clock;
        this.lock = lock;
        this.cycle = cycle;
        this.earlier = earlier;
        sequence = earlier.lastSequence() + 1;
        started = request.asOf().map(CycleWriter::millis).orElseGet(this::now);
        folder = cycle.newBackup(started);
        finisher = new PackFinisher(cycle.packs(), packs);
        pipeline = new Pipeline(cycle.packs().toString(), index, request.level(), request.threads());
    }

    @Override
    public String backup() {
        return folder.getFileName().toString();
    }

    @Override
    public ArtifactWriter artifact(String name, String source, String format) throws IOException {
        return artifact(name, source, format, null);
    }

    @Override
    public ArtifactWriter artifact(String name, String source, String format, String database) throws IOException {
        Names.requireArtifact(name);
        if (open != null) {
            throw new IllegalStateException("an artifact is still open");
        }
        if (artifacts.stream().anyMatch(a -> a.name().equals(name))) {
            throw new IllegalStateException(name + " was captured already");
        }
        ArtifactCapture capture = new ArtifactCapture(this, name, format.equals("tar"), packs, finisher);
        UnchangedFiles unchanged =
                format.equals("tar") && !request.readAll() ? earlier.files(name, request, packs) : null;
        open = stream(capture, new Registration(capture, source, format, database), unchanged, request.chunkSize());
        return open;
    }

    ArtifactWriter stream(
            ArtifactCapture capture, ArtifactStream.Ending ending, UnchangedFiles unchanged, int chunkSize) {
        return new ArtifactStream(
                pipeline, capture.recorder(index), request.stop(), taken, ending, unchanged, chunkSize);
    }

    Path folder() {
        return folder;
    }

    Path packFolder() {
        return cycle.packs();
    }

    boolean sound() {
        return pipeline.sound();
    }

    @Override
    public void captured(String source, String kind, String tool, List<String> notes) {
        sources.add(new Manifest.Source(
                source, kind, Manifest.Source.State.CAPTURED, null, tool, List.copyOf(notes), written(source)));
    }

    @Override
    public void partial(String source, String kind, String tool, List<String> notes, String error) {
        sources.add(new Manifest.Source(
                source, kind, Manifest.Source.State.PARTIAL, error, tool, List.copyOf(notes), written(source)));
    }

    private List<String> written(String source) {
        return artifacts.stream()
                .filter(a -> a.source().equals(source))
                .map(Manifest.Artifact::name)
                .toList();
    }

    @Override
    public void missing(String source, String kind, String error) {
        sources.add(
                new Manifest.Source(source, kind, Manifest.Source.State.MISSING, error, null, List.of(), List.of()));
    }

    @Override
    public long plainBytes() {
        return taken.get();
    }

    @Override
    public Manifest draft() {
        return manifest("");
    }

    @Override
    public void attach(String name, byte[] content) throws IOException {
        SafeFile.write(folder.resolve(Names.requireFile(name)), content);
    }

    @Override
    public Manifest commit(StopSignal lease) throws IOException {
        if (open != null || committed) {
            throw new IllegalStateException(committed ? "committed already" : "an artifact is still open");
        }
        try {
            return write(lease);
        } catch (IOException e) {
            throw UnusableRepositoryException.unwritable(folder.toString(), e);
        }
    }

    private Manifest write(StopSignal lease) throws IOException {
        finisher.drain();
        byte[] sums = Sums.format(sums());
        attach(Names.SUMS, sums);
        SafeFile.flushFolder(folder);
        cycle.flush();
        Manifest manifest = manifest(Sha256.hex(sums));
        byte[] content = new ManifestFile().format(manifest);
        sign(manifest, content);
        lease.check();
        attach(Names.MANIFEST, content);
        committed = true;
        SafeFile.flushFolder(folder);
        return manifest;
    }

    @Override
    public Optional<String> unsigned() {
        return unsigned;
    }

    /** An unsigned backup is better than none: whoever asks for signatures is told of it. */
    private void sign(Manifest manifest, byte[] content) throws IOException {
        if (seal == Seal.NONE) {
            return;
        }
        byte[] heads = earlier.heads(manifest, content, now()).format();
        Optional<byte[]> signature;
        try {
            signature = seal.sign(heads);
        } catch (IOException e) {
            // setting up the log would take a process that logs nothing as long as a walk
            LoggerFactory.getLogger(CycleWriter.class)
                    .error("backup {} of plan {} is not signed: {}", backup(), manifest.plan(), e.getMessage());
            unsigned = Optional.of(e.getMessage());
            return;
        }
        if (signature.isPresent()) {
            attach(Names.HEADS, heads);
            attach(Names.HEADS_SIGNATURE, signature.get());
        }
    }

    private Map<String, String> sums() throws IOException {
        Map<String, String> sums = new TreeMap<>();
        for (Path file : CycleFolder.members(folder)) {
            sums.put(file.getFileName().toString(), Sha256.hex(file));
        }
        Map<String, String> known = cycle.knownSums();
        for (PackList.Pack pack : neededPacks()) {
            String sum = pack.sha256() != null ? pack.sha256() : known.get(pack.name());
            sums.put(Sums.TO_PACKS + pack.name(), sum != null ? sum : computed(pack));
        }
        return sums;
    }

    /** A pack of an aborted backup stands in no sums yet, and may have rotted since. */
    private String computed(PackList.Pack pack) throws IOException {
        Path file = cycle.packs().resolve(pack.name());
        String sum = Sha256.hex(file);
        if (!PackName.fits(pack.name(), sum)) {
            throw new DamagedException(
                    LocalStore.NAME,
                    request.plan() + "/" + request.cycle() + "/" + Names.PACKS + "/" + pack.name(),
                    "its SHA-256 is " + sum);
        }
        return sum;
    }

    private Manifest manifest(String sums) {
        return new Manifest(
                Manifest.FORMAT,
                request.version(),
                request.plan(),
                request.cycle(),
                backup(),
                sequence,
                request.scheduled(),
                started,
                now(),
                request.zone().getId(),
                request.host(),
                List.copyOf(sources),
                List.copyOf(artifacts),
                neededPacks().stream()
                        .map(p -> new Manifest.Pack(p.name(), p.size()))
                        .distinct()
                        .toList(),
                sums);
    }

    private List<PackList.Pack> neededPacks() {
        return needed.stream().mapToObj(packs::get).toList();
    }

    private Instant now() {
        return millis(clock.instant());
    }

    private static Instant millis(Instant time) {
        return time.truncatedTo(ChronoUnit.MILLIS);
    }

    @Override
    public void close() throws IOException {
        if (closed) {
            return;
        }
        closed = true;
        try (lock) {
            try (finisher;
                    pipeline) {
                if (open != null) {
                    open.abandon();
                    open.close();
                }
            } finally {
                if (!committed) {
                    cycle.deleteBackup(folder);
                }
            }
        }
    }

    /** Takes a finished artifact into the manifest. */
    private final class Registration implements ArtifactStream.Ending {
        private final ArtifactCapture capture;
        private final String source;
        private final String format;
        private final String database;

        Registration(ArtifactCapture capture, String source, String format, String database) {
            this.capture = capture;
            this.source = source;
            this.format = format;
            this.database = database;
        }

        @Override
        public void finish() throws IOException {
            open = null;
            try {
                capture.finish();
            } catch (IOException e) {
                throw UnusableRepositoryException.unwritable(folder.toString(), e);
            }
            needed.or(capture.needed());
            artifacts.add(capture.describe(source, format).of(database));
        }

        @Override
        public void giveUp() throws IOException {
            open = null;
            capture.giveUp();
        }
    }
}
