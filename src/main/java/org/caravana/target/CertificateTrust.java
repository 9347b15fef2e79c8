package org.caravana.target;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import org.caravana.config.CertificateFile;

/** Trust in the certificates of one file, and in no others. */
final class CertificateTrust {
    private CertificateTrust() {}

    /** @param file of certificates in PEM: the server's own, or that of the authority which signed it */
    static TrustManager[] in(Path file) throws IOException, GeneralSecurityException {
        KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
        trusted.load(null, null);
        int number = 0;
        for (Certificate certificate : CertificateFile.read(file)) {
            trusted.setCertificateEntry("" + number++, certificate);
        }
        TrustManagerFactory managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        managers.init(trusted);
        return managers.getTrustManagers();
    }
}
