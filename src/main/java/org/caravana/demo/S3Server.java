package org.caravana.demo;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.gaul.s3proxy.AccessGrant;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.blobstore.BlobStore;
import org.gaul.s3proxy.nio2blob.FilesystemNio2BlobStore;

/** An S3 server in this process, on loopback, that keeps each bucket in a folder. */
public final class S3Server implements AutoCloseable {
    private final S3Proxy server;

    private S3Server(S3Proxy server) {
        this.server = server;
    }

    /** Starts on any free port, with one bucket, which may be there from an earlier life. */
    public static S3Server start(Path root, String bucket, String accessKey, String secretKey) throws IOException {
        BlobStore files =
                new FilesystemNio2BlobStore(Files.createDirectories(root).toString());
        if (!files.containerExists(bucket)) {
            files.createContainer(bucket);
        }
        return start(files, accessKey, secretKey);
    }

    /** @param store how it keeps objects; for faults on purpose */
    public static S3Server start(BlobStore store, String accessKey, String secretKey) throws IOException {
        S3Proxy server = S3Proxy.builder()
                .blobStore(store)
                .stopTimeout(0)
                .endpoint(URI.create("http://127.0.0.1:0"))
                .awsAuthentication(AuthenticationType.AWS_V2_OR_V4, accessKey, secretKey)
                .build();
        server.setBlobStoreLocator(
                (identity, container, blob) -> accessKey.equals(identity) ? new AccessGrant(secretKey, store) : null);
        try {
            server.start();
        } catch (Exception e) {
            throw new IOException("the S3 server does not start", e);
        }
        return new S3Server(server);
    }

    public URI endpoint() {
        return URI.create("http://127.0.0.1:" + server.getPort());
    }

    @Override
    public void close() throws IOException {
        try {
            server.stop();
        } catch (Exception e) {
            throw new IOException("the S3 server does not stop", e);
        }
    }
}
