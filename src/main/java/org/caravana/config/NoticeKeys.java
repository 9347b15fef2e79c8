package org.caravana.config;

import static org.caravana.config.Key.Section.MAIL;
import static org.caravana.config.Key.defaulted;
import static org.caravana.config.Key.optional;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.caravana.config.Key.Fallback;

/** The settings of mails and notices. */
final class NoticeKeys {
    private static final String SERVER_URL = "(?i)smtps?://[^\\s/@]+(:\\d{1,5})?/?";
    private static final String MAIL_ADDRESS = "[^@\\s]+@[^@\\s]+";

    static final Key<String> MAIL_SERVER = optional(
            MAIL,
            "mail.server",
            ValueType.matching(
                    "address of a mail server",
                    SERVER_URL,
                    "write one like smtps://smtp.example or smtp://localhost:25"),
            "smtps://smtp.example",
            "The mail server; without it no mails are sent.");
    static final Key<String> MAIL_USER = optional(MAIL, "mail.user", ValueType.TEXT, "caravana", "Who logs in there.");
    static final Key<Path> MAIL_PASSWORD = optional(
            MAIL, "mail.password-file", ValueType.SECRET_FILE, "/etc/caravana/mail", "The file with the password.");
    static final Key<String> MAIL_FROM = defaulted(
            MAIL,
            "mail.from",
            ValueType.matching("mail address", MAIL_ADDRESS, "write one like caravana@office.example"),
            new Fallback("`caravana@` and the machine's name", () -> "caravana@" + HostName.local()),
            "caravana@office.example",
            "The sender.");
    static final Key<List<String>> MAIL_SUPPORT = optional(
            MAIL,
            "mail.support",
            ValueType.LIST,
            "ti@example",
            "Who is told of starts and outcomes; needed with `mail.server`.");
    static final Key<List<String>> NOTICE_CHANNELS = defaulted(
            MAIL,
            "notice.channels",
            ValueType.LIST,
            Fallback.of("mail"),
            "mail,webhook",
            "How people are told: each channel is a route `send-CHANNEL`, see [notices](notices.md).");
    static final Key<List<String>> NOTICE_USERS = optional(
            MAIL,
            "notice.users",
            ValueType.LIST,
            "all@office.example",
            "Mail addresses of users that are told before a backup; `notice.user.NAME` is the address of one database"
                    + " user, who is told when connected.");
    static final Key<String> NOTICE_COMMAND = optional(
            MAIL,
            "notice.command",
            ValueType.TEXT,
            "wall",
            "A command, with words parted by spaces, that gets the announcement on standard input.");
    static final Key<String> DIGEST_SCHEDULE = defaulted(
            MAIL,
            "digest.schedule",
            ValueType.CRON_OR_OFF,
            Fallback.of("0 0 8 1 * ?"),
            "0 30 7 3 * ?",
            "When IT support gets the report on the calendar month before: a Quartz cron expression, or `off`.");
    static final Key<Duration> NOTICE_EVERY = defaulted(
            MAIL,
            "notice.every",
            ValueType.DURATION,
            Fallback.of("10s"),
            "1m",
            "How often the catalogue is asked for notices that are to be sent.");

    static final List<Key<?>> ALL = List.of(
            MAIL_SERVER,
            MAIL_USER,
            MAIL_PASSWORD,
            MAIL_FROM,
            MAIL_SUPPORT,
            NOTICE_CHANNELS,
            NOTICE_USERS,
            NOTICE_COMMAND,
            DIGEST_SCHEDULE,
            NOTICE_EVERY);

    private NoticeKeys() {}
}
