package org.caravana.notice;

import com.fasterxml.jackson.databind.node.TextNode;
import java.util.List;
import java.util.Optional;
import org.caravana.job.Notice;

/**
 * One notice by one channel: a message's body in the routes.
 *
 * @param notice what is to be told
 * @param channel by what; the route {@code direct:send-CHANNEL} knows how
 * @param users who works in the system that is announced a backup; empty until it was asked
 * @param letter its words; empty until it was rendered
 */
public record Delivery(Notice notice, String channel, Optional<UsersInOperation> users, Optional<Letter> letter) {

    Delivery asking(List<UsersInOperation.Question> questions) {
        return new Delivery(notice, channel, Optional.of(new UsersInOperation(questions)), letter);
    }

    /** The same however often it is sent, with angle brackets; that of a letter to users is its own. */
    public String messageId() {
        return Announcements.forSupport(channel)
                ? notice.messageId()
                : notice.messageId().replaceFirst("^<", "<" + channel + ".");
    }

    public String subject() {
        return written().subject();
    }

    public String text() {
        return written().text();
    }

    public String html() {
        return written().html();
    }

    /** Subject and text as one JSON string, quotes included, for channels that want JSON. */
    public String textAsJson() {
        return TextNode.valueOf(subject() + "\n\n" + text()).toString();
    }

    private Letter written() {
        return letter.orElseThrow(() -> new IllegalStateException("notice " + notice.id() + " is not rendered yet"));
    }
}
