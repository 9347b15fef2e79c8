package org.caravana.target;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateEncodingException;
import java.time.Clock;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.apache.camel.CamelExecutionException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A bucket over HTTPS whose certificate Java does not know. */
class CertificateTrustTest {
    private static final String PASSWORD = "changeit";

    @TempDir
    static Path home;

    private static SSLContext tls;
    private static Path certificate;

    @BeforeAll
    static void make() throws Exception {
        tls = serverWith("server", "ip:127.0.0.1");
        certificate = home.resolve("server.pem");
    }

    @Test
    void whatTheFileNamesIsTrusted() throws Exception {
        try (PutOnlyBucket bucket = new PutOnlyBucket(tls)) {
            assertThat(trouble(bucket.endpoint(), "ca-file", certificate.toString()))
                    .isEmpty();
            assertThat(bucket.objects).containsOnlyKeys(WriteProbe.NAME);
        }
    }

    @Test
    void withoutItNobodySendsAnything() throws Exception {
        try (PutOnlyBucket bucket = new PutOnlyBucket(tls)) {
            assertThat(trouble(bucket.endpoint())).contains("certificate is not trusted", "target.cloud.ca-file");
            assertThat(bucket.objects).isEmpty();
        }
    }

    @Test
    void whatTheFileDoesNotNameIsNotTrusted() throws Exception {
        serverWith("other", "ip:127.0.0.1");
        try (PutOnlyBucket bucket = new PutOnlyBucket(tls)) {
            assertThat(trouble(
                            bucket.endpoint(),
                            "ca-file",
                            home.resolve("other.pem").toString()))
                    .contains("certificate is not trusted");
            assertThat(bucket.objects).isEmpty();
        }
    }

    @Test
    void aCertificateForAnotherNameIsNone() throws Exception {
        SSLContext elsewhere = serverWith("elsewhere", "dns:elsewhere.example");
        try (PutOnlyBucket bucket = new PutOnlyBucket(elsewhere)) {
            assertThat(trouble(
                            bucket.endpoint(),
                            "ca-file",
                            home.resolve("elsewhere.pem").toString()))
                    .contains("certificate is for another name", "target.cloud.endpoint");
            assertThat(bucket.objects).isEmpty();
        }
    }

    /** What a probe comes to; empty: it was taken. */
    private String trouble(URI endpoint, String... more) throws Exception {
        String[] all =
                Stream.concat(Stream.of("write-only", "true"), Stream.of(more)).toArray(String[]::new);
        try (TargetContext context = new TargetContext(Targets.s3("cloud", endpoint, all))) {
            context.probe("cloud", Clock.systemUTC());
            return "";
        } catch (CamelExecutionException e) {
            return new Failures().explain("cloud", e).getMessage();
        }
    }

    /** A certificate signed by itself, which is written to NAME.pem. */
    private static SSLContext serverWith(String name, String subject) throws Exception {
        Path store = home.resolve(name + ".p12");
        Tool.run(
                home,
                List.of(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        name,
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=" + name,
                        "-ext",
                        "san=" + subject,
                        "-keystore",
                        store.toString(),
                        "-storepass",
                        PASSWORD));
        KeyStore keys = KeyStore.getInstance(store.toFile(), PASSWORD.toCharArray());
        Files.writeString(home.resolve(name + ".pem"), pem(keys.getCertificate(name)));
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys, PASSWORD.toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        return context;
    }

    private static String pem(Certificate certificate) throws CertificateEncodingException {
        return "-----BEGIN CERTIFICATE-----\n"
                + Base64.getMimeEncoder().encodeToString(certificate.getEncoded())
                + "\n-----END CERTIFICATE-----\n";
    }
}
