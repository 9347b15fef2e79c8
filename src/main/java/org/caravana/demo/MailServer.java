package org.caravana.demo;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.internet.MimeMessage;
import java.time.Duration;
import java.util.List;

/** A mail server in this process, on loopback and any free port, that keeps what it receives in memory. */
public final class MailServer implements AutoCloseable {
    private final GreenMail server;

    private MailServer(GreenMail server) {
        this.server = server;
    }

    /** Takes mail from everybody. */
    public static MailServer start() {
        return started(0);
    }

    /** The same on a port of one's own, for example that of one that was closed. */
    public static MailServer start(int port) {
        return started(port);
    }

    /** Takes mail only from a user who logs in. */
    public static MailServer start(String user, String password) {
        MailServer mail = started(0);
        mail.server.getManagers().getUserManager().setAuthRequired(true);
        mail.server.setUser(user, user, password);
        return mail;
    }

    private static MailServer started(int port) {
        GreenMail server = new GreenMail(new ServerSetup(port, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        server.start();
        return new MailServer(server);
    }

    /** The setting {@code mail.server} that leads here. */
    public String url() {
        return "smtp://127.0.0.1:" + port();
    }

    public int port() {
        return server.getSmtp().getPort();
    }

    /** What was received, in order. */
    public List<MimeMessage> messages() {
        return List.of(server.getReceivedMessages());
    }

    /** Waits until so many messages have come. @return whether they did in time */
    public boolean await(int messages, Duration most) {
        return server.waitForIncomingEmail(most.toMillis(), messages);
    }

    @Override
    public void close() {
        server.stop();
    }
}
