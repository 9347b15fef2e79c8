package org.caravana.config;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.Collection;

/** A file of X.509 certificates in PEM, as {@code openssl x509} writes them. */
public final class CertificateFile {
    private static final String HINT =
            "write certificates in PEM into it, each from BEGIN CERTIFICATE to END CERTIFICATE";

    private CertificateFile() {}

    /** @throws ValueType.Misfit if there is no certificate to be read in it */
    static Path require(Path file) {
        try {
            if (read(file).isEmpty()) {
                throw new ValueType.Misfit(file + " has no certificate in it", HINT);
            }
            return file;
        } catch (IOException e) {
            throw new ValueType.Misfit(file + " cannot be read", HINT);
        } catch (CertificateException e) {
            throw new ValueType.Misfit(file + " holds something that is no certificate", HINT);
        }
    }

    /** All that are in it. @throws CertificateException if there is anything else */
    public static Collection<? extends Certificate> read(Path file) throws IOException, CertificateException {
        try (InputStream in = Files.newInputStream(file)) {
            return CertificateFactory.getInstance("X.509").generateCertificates(in);
        }
    }
}
