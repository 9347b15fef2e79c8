package org.caravana.demo;

import java.io.IOException;

/** The servers of the demonstration: the town hall's annex, the cloud, and the mail server. */
record Servers(SftpServer sftp, S3Server s3, MailServer mail) implements AutoCloseable {

    static Servers start(DemoHome home, Secrets secrets) throws IOException {
        SftpServer sftp = SftpServer.start(home.annex(), DemoHome.USER, secrets.annex());
        S3Server s3 = S3Server.start(home.cloud(), DemoHome.BUCKET, DemoHome.USER, secrets.cloud());
        return new Servers(sftp, s3, MailServer.start());
    }

    @Override
    public void close() throws IOException {
        try (sftp;
                s3) {
            mail.close();
        }
    }
}
