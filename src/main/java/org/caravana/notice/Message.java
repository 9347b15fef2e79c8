package org.caravana.notice;

import com.fasterxml.jackson.databind.node.TextNode;

/**
 * A letter that stands in no catalogue: a message's body in the routes, as a {@link Delivery} is for the others.
 *
 * @param messageId with angle brackets
 */
public record Message(Letter letter, String messageId) {

    public String subject() {
        return letter.subject();
    }

    public String text() {
        return letter.text();
    }

    public String html() {
        return letter.html();
    }

    /** Subject and text as one JSON string, quotes included, for channels that want JSON. */
    public String textAsJson() {
        return TextNode.valueOf(subject() + "\n\n" + text()).toString();
    }
}
