package org.caravana.target;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.caravana.config.Settings;
import org.caravana.demo.S3Server;
import org.gaul.s3proxy.blobstore.ForwardingBlobStore;
import org.gaul.s3proxy.blobstore.S3Exceptions;
import org.gaul.s3proxy.nio2blob.FilesystemNio2BlobStore;
import software.amazon.awssdk.services.s3.model.DeleteObjectRequest;
import software.amazon.awssdk.services.s3.model.DeleteObjectResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;

/** A bucket whose store has faults, behind a line that has others. */
final class FaultyS3 implements FaultyPlace {
    private static final int ALTERED_AT = 100_000;

    private final Path home;
    private final S3Server server;
    private final FaultyLine line;
    private volatile Fault fault;
    private volatile CountDownLatch hanging = new CountDownLatch(0);
    private volatile Runnable atBreak = () -> {};

    FaultyS3(Path home) throws IOException {
        this.home = home;
        server = S3Server.start(new Store(home.resolve("s3")), "access", "secret");
        line = FaultyLine.to(server.endpoint().getPort());
    }

    @Override
    public Settings.Target target() {
        return Targets.s3(
                FaultContract.NAME,
                server,
                "endpoint",
                "http://127.0.0.1:" + line.port(),
                "timeout",
                FaultContract.SILENCE);
    }

    @Override
    public Path root() {
        return home.resolve("s3/inprev");
    }

    @Override
    public Optional<FaultyLine> line() {
        return Optional.of(line);
    }

    @Override
    public Set<Fault> faults() {
        return EnumSet.complementOf(EnumSet.of(Fault.SUMS_BREAK_OFF, Fault.REPLACED_ASIDE_ONLY));
    }

    @Override
    public boolean usesTemporaryNames() {
        return false;
    }

    @Override
    public void strike(Fault struck) {
        hanging = new CountDownLatch(struck == Fault.HANG ? 1 : 0);
        fault = struck;
        if (struck == Fault.ALTERED) {
            line.alterAfter(ALTERED_AT);
        }
    }

    @Override
    public void whenAnswerBreaks(Runnable action) {
        atBreak = action;
    }

    @Override
    public void heal() {
        fault = null;
        hanging.countDown();
        line.alterNothing();
    }

    @Override
    public void close() throws IOException {
        heal();
        line.close();
        server.close();
    }

    private final class Store extends ForwardingBlobStore {
        Store(Path folder) throws IOException {
            super(new FilesystemNio2BlobStore(Files.createDirectories(folder).toString()));
            delegate().createContainer("inprev");
        }

        @Override
        public PutObjectResponse putBlob(PutObjectRequest request, InputStream content) {
            switch (fault == null ? Fault.ALTERED : fault) {
                case HANG -> await();
                case FULL_DISK -> throw S3Exceptions.fromStatusCode(507, "XMinioStorageFull", Map.of(), null);
                case OVERWRITE_REFUSED -> {
                    if (delegate().blobExists(request.bucket(), request.key())) {
                        throw denied();
                    }
                }
                case SHORT_WRITE -> {
                    byte[] half = half(content);
                    return super.putBlob(
                            request.toBuilder()
                                    .contentLength((long) half.length)
                                    .build(),
                            new ByteArrayInputStream(half));
                }
                default -> {
                    // what is left concerns other requests
                }
            }
            return super.putBlob(request, content);
        }

        @Override
        public ListObjectsV2Response list(ListObjectsV2Request request) {
            ListObjectsV2Response page = super.list(request);
            if (fault == Fault.LISTING_BREAKS_OFF && request.prefix().endsWith("packs/")) {
                return brokenOff(request, page);
            }
            return fault == Fault.LISTS_TOO_LITTLE && request.prefix().endsWith("packs/")
                    ? page.toBuilder()
                            .contents(page.contents().stream().skip(1).toList())
                            .build()
                    : page;
        }

        /** A page of one name that says that another follows; the line breaks when that is asked for. */
        private ListObjectsV2Response brokenOff(ListObjectsV2Request request, ListObjectsV2Response page) {
            boolean first = request.continuationToken() == null && request.startAfter() == null;
            if (first && !page.contents().isEmpty()) {
                return super.list(request.toBuilder().maxKeys(1).build());
            }
            fault = null;
            atBreak.run();
            line.breakOff();
            return page;
        }

        @Override
        public DeleteObjectResponse removeBlob(DeleteObjectRequest request) {
            if (fault == Fault.DELETE_REFUSED || fault == Fault.OVERWRITE_REFUSED) {
                throw denied();
            }
            return super.removeBlob(request);
        }

        private RuntimeException denied() {
            return S3Exceptions.fromStatusCode(403, "AccessDenied", Map.of(), null);
        }

        private byte[] half(InputStream content) {
            try {
                byte[] all = content.readAllBytes();
                return java.util.Arrays.copyOf(all, all.length / 2);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private void await() {
            try {
                hanging.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
