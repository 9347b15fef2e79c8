package org.caravana.demo;

import jakarta.mail.BodyPart;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Mails as a person without HTML reads them. */
final class MailText {
    private MailText() {}

    /** Subject, an empty line and the plain text of each. */
    static List<String> of(List<MimeMessage> messages) throws MessagingException, IOException {
        List<String> texts = new ArrayList<>();
        for (MimeMessage message : messages) {
            texts.add(message.getSubject() + "\n\n" + plain(message.getContent()));
        }
        return texts;
    }

    private static String plain(Object content) throws MessagingException, IOException {
        if (content instanceof MimeMultipart parts) {
            for (int i = 0; i < parts.getCount(); i++) {
                BodyPart part = parts.getBodyPart(i);
                if (part.isMimeType("text/plain") || part.isMimeType("multipart/*")) {
                    return plain(part.getContent());
                }
            }
        }
        return String.valueOf(content);
    }
}
