package org.caravana.notice;

import jakarta.mail.PasswordAuthentication;
import java.net.URI;
import java.util.Properties;
import java.util.Set;
import org.apache.camel.component.mail.MailAuthenticator;
import org.caravana.config.Secret;
import org.caravana.config.Settings;

/**
 * Who logs in to the mail server: the bean {@code mailAccount}, named by the mail endpoint, so that the password is in no
 * URI and no JMX attribute.
 */
public final class MailAccount extends MailAuthenticator {
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");
    private static final String PATIENCE_MILLIS = "60000";

    private final Settings.Mail mail;

    public MailAccount(Settings.Mail mail) {
        this.mail = mail;
    }

    @Override
    public PasswordAuthentication getPasswordAuthentication() {
        return new PasswordAuthentication(
                mail.user().orElse(null), mail.password().map(Secret::value).orElse(null));
    }

    /**
     * How to talk to the server: the bean {@code mailProperties}.
     *
     * <p>STARTTLS is used where the server offers it; with a login and a server elsewhere it must be offered, since
     * otherwise the password would travel in clear. The server's name must be the one in its certificate.
     */
    public static Properties properties(Settings.Mail mail) {
        Properties properties = new Properties();
        properties.setProperty("mail.smtp.starttls.enable", "true");
        properties.setProperty("mail.smtp.starttls.required", Boolean.toString(secretTravels(mail)));
        for (String protocol : new String[] {"mail.smtp.", "mail.smtps."}) {
            properties.setProperty(protocol + "ssl.checkserveridentity", "true");
            properties.setProperty(protocol + "timeout", PATIENCE_MILLIS);
            properties.setProperty(protocol + "writetimeout", PATIENCE_MILLIS);
        }
        return properties;
    }

    private static boolean secretTravels(Settings.Mail mail) {
        return mail.user().isPresent()
                && mail.server()
                        .map(server -> URI.create(server).getHost())
                        .filter(host -> !LOOPBACK.contains(host))
                        .isPresent();
    }
}
