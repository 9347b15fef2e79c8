package org.caravana.target;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import javax.net.ssl.TrustManager;
import org.apache.camel.CamelContext;
import org.caravana.config.Secret;
import org.caravana.config.Settings;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;
import software.amazon.awssdk.services.s3.model.ObjectLockMode;

/** Makes the S3 client of a target from its settings. */
final class S3Clients {
    private static final Duration IDLE = Duration.ofSeconds(4);

    private S3Clients() {}

    /** Binds {@code s3-client-NAME} for a target that has a bucket; it is closed with the context. */
    static void bind(CamelContext context, Settings.Target target, TargetLine line) throws Exception {
        if (!target.properties().containsKey("bucket")) {
            return;
        }
        SdkHttpClient http = new WatchedHttpClient(httpClient(target, line), line, target.name());
        context.addService(new ClosedWithContext(http));
        S3Objects objects = context.getRegistry().lookupByNameAndType("s3Objects", S3Objects.class);
        S3Client client = client(target, http, key -> objects.confirm(target.name(), key));
        context.getRegistry().bind("s3-client-" + target.name(), S3Client.class, client);
        context.addService(new ClosedWithContext(client));
    }

    /** The default chain's credentials (environment, profile, instance) are used where no {@code access-key} is set. */
    private static S3Client client(Settings.Target target, SdkHttpClient http, Consumer<String> confirmed) {
        S3Signer signer = new S3Signer();
        S3ClientBuilder builder = S3Client.builder()
                .region(Region.of(setting(target, "region").orElse("us-east-1")))
                .forcePathStyle(
                        setting(target, "path-style").map(Boolean::valueOf).orElse(false))
                .credentialsProvider(credentials(target))
                .httpClient(http)
                .putAuthScheme(signer)
                // signed chunks inside a body are AWS's own invention: other servers keep the signatures as content
                .serviceConfiguration(c ->
                        c.chunkedEncodingEnabled(setting(target, "endpoint").isEmpty()))
                // the SHA-256 that the routes give is what counts
                .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
                .overrideConfiguration(c -> {
                    // a further try is the routes' matter
                    c.retryStrategy(AwsRetryStrategy.doNotRetry())
                            .addExecutionInterceptor(new S3Checksum(signer, confirmed))
                            .addExecutionInterceptor(new S3LargeReads())
                            .addExecutionInterceptor(new S3Folders())
                            .addExecutionInterceptor(new S3Expectations());
                    setting(target, "object-lock")
                            .map(mode -> ObjectLockMode.fromValue(mode.toUpperCase(Locale.ROOT)))
                            .ifPresent(mode -> c.addExecutionInterceptor(new S3ObjectLock(mode)));
                });
        setting(target, "endpoint").map(URI::create).ifPresent(builder::endpointOverride);
        return builder.build();
    }

    private static SdkHttpClient httpClient(Settings.Target target, TargetLine line)
            throws IOException, GeneralSecurityException {
        ApacheHttpClient.Builder builder = ApacheHttpClient.builder()
                .connectionTimeout(line.connect())
                .socketTimeout(line.silence())
                // without retries a connection that the server has closed meanwhile is a failure
                .connectionMaxIdleTime(IDLE)
                // S3Expectations says where a round trip is worth it
                .expectContinueEnabled(false)
                .maxConnections(2 * Math.max(4, target.transfers()));
        Optional<String> trusted = setting(target, "ca-file");
        if (trusted.isPresent()) {
            TrustManager[] managers = CertificateTrust.in(Path.of(trusted.get()));
            builder.tlsTrustManagersProvider(() -> managers);
        }
        return builder.build();
    }

    private static AwsCredentialsProvider credentials(Settings.Target target) {
        Optional<String> accessKey = setting(target, "access-key");
        Secret secretKey = target.secrets().get("secret-key");
        if (accessKey.isEmpty() || secretKey == null) {
            return DefaultCredentialsProvider.builder().build();
        }
        return StaticCredentialsProvider.create(AwsBasicCredentials.create(accessKey.get(), secretKey.value()));
    }

    private static Optional<String> setting(Settings.Target target, String key) {
        return Optional.ofNullable(target.properties().get(key)).filter(value -> !value.isBlank());
    }
}
