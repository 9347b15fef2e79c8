package org.caravana.config;

import static org.caravana.config.Key.Section.DIRECTORY_TARGET;
import static org.caravana.config.Key.Section.S3;
import static org.caravana.config.Key.Section.SFTP;
import static org.caravana.config.Key.Section.TARGET;
import static org.caravana.config.Key.defaulted;
import static org.caravana.config.Key.optional;
import static org.caravana.config.Key.required;

import java.nio.file.Path;
import java.util.List;
import org.caravana.config.Key.Fallback;

/** The settings of a target, by its kind. */
final class TargetKeys {
    private static final ValueType<Integer> MILLIS = ValueType.whole(100, 3_600_000);
    private static final String CONNECT_TIMEOUT = "How long a connection may take to come about, in milliseconds.";
    private static final String TIMEOUT =
            "How long the server may be silent or take nothing before the connection counts as dead, in milliseconds.";

    static final Key<String> TARGET_TYPE = required(
            TARGET,
            "target.NAME.type",
            ValueType.matching(
                    "kind of target", "[a-z][a-z0-9-]*", "write sftp, s3, directory, or your own routes' kind"),
            "sftp",
            "The kind: `sftp`, `s3`, `directory`, or one that your own route file brings, with any keys it reads.");
    static final Key<Integer> TARGET_TRANSFERS = defaulted(
            TARGET,
            "target.NAME.transfers",
            ValueType.whole(1, 32),
            Fallback.of("4"),
            "8",
            "How many objects travel at once.");
    static final Key<Long> TARGET_BANDWIDTH = optional(
            TARGET,
            "target.NAME.bandwidth",
            ValueType.BANDWIDTH,
            "2m",
            "How many bytes a second its transfers may use together in each direction; without it as many as there are.");
    static final Key<Long> TARGET_BANDWIDTH_AT_WORK = optional(
            TARGET,
            "target.NAME.bandwidth-working-hours",
            ValueType.BANDWIDTH,
            "500k",
            "The same during `office.working-hours`.");
    static final Key<List<String>> TARGET_ENCRYPT_TO = optional(
            TARGET,
            "target.NAME.encrypt-to",
            ValueType.LIST,
            "age1…",
            "The age recipients to encrypt to; without it the target holds the objects as they are.");
    static final Key<String> SFTP_HOST =
            required(SFTP, "target.NAME.host", ValueType.TEXT, "backup.example", "The server.");
    static final Key<Integer> SFTP_PORT =
            defaulted(SFTP, "target.NAME.port", ValueType.whole(1, 65535), Fallback.of("22"), "2222", "Its port.");
    static final Key<String> SFTP_USER = required(SFTP, "target.NAME.user", ValueType.TEXT, "caravana", "Who logs in.");
    static final Key<Path> SFTP_PASSWORD = optional(
            SFTP,
            "target.NAME.password-file",
            ValueType.SECRET_FILE,
            "/etc/caravana/annex",
            "The file with the password, where no key is used.");
    static final Key<Path> SFTP_KEY = optional(
            SFTP,
            "target.NAME.key-file",
            ValueType.PRIVATE_FILE,
            "/etc/caravana/id",
            "The private key to log in with.");
    static final Key<Path> SFTP_PASSPHRASE = optional(
            SFTP,
            "target.NAME.key-passphrase-file",
            ValueType.SECRET_FILE,
            "/etc/caravana/id-passphrase",
            "The file with the private key's passphrase.");
    static final Key<Path> SFTP_KNOWN_HOSTS = required(
            SFTP,
            "target.NAME.known-hosts",
            ValueType.PATH,
            "/etc/caravana/known_hosts",
            "The file that the server's host key is checked against (`ssh-keyscan` makes it).");
    static final Key<String> SFTP_PATH = defaulted(
            SFTP,
            "target.NAME.path",
            ValueType.TEXT,
            Fallback.of("caravana"),
            "/srv/backup",
            "The folder there; it begins at the login folder unless it begins with a slash.");
    static final Key<Integer> SFTP_REQUESTS = defaulted(
            SFTP,
            "target.NAME.requests",
            ValueType.whole(1, 4096),
            Fallback.of("32"),
            "64",
            "How many writes or reads of about 32 KiB may be under way at once on each connection.");
    static final Key<String> SFTP_HASH_COMMAND = defaulted(
            SFTP,
            "target.NAME.hash-command",
            ValueType.TEXT,
            Fallback.of("auto"),
            "sha256 -q",
            "How the server computes a new object's SHA-256, which is then not read back: `auto` tries `sha256sum` where the"
                    + " account may run commands, and reads back where it may not; a command of yours; or `none`: everything"
                    + " is read back.");
    static final Key<Integer> SFTP_CONNECT_TIMEOUT =
            defaulted(SFTP, "target.NAME.connect-timeout", MILLIS, Fallback.of("20000"), "60000", CONNECT_TIMEOUT);
    static final Key<Integer> SFTP_TIMEOUT =
            defaulted(SFTP, "target.NAME.timeout", MILLIS, Fallback.of("120000"), "300000", TIMEOUT);
    static final Key<Integer> S3_CONNECT_TIMEOUT =
            defaulted(S3, "target.NAME.connect-timeout", MILLIS, Fallback.of("20000"), "60000", CONNECT_TIMEOUT);
    static final Key<Integer> S3_TIMEOUT =
            defaulted(S3, "target.NAME.timeout", MILLIS, Fallback.of("120000"), "300000", TIMEOUT);
    static final Key<String> S3_BUCKET = required(S3, "target.NAME.bucket", ValueType.TEXT, "inprev", "The bucket.");
    static final Key<String> S3_REGION =
            defaulted(S3, "target.NAME.region", ValueType.TEXT, Fallback.of("us-east-1"), "sa-east-1", "Its region.");
    static final Key<String> S3_PREFIX =
            optional(S3, "target.NAME.prefix", ValueType.TEXT, "caravana", "What all names in the bucket begin with.");
    static final Key<String> S3_ENDPOINT = optional(
            S3,
            "target.NAME.endpoint",
            ValueType.matching("address", "https?://\\S+", "write one like https://s3.example"),
            "https://s3.example",
            "The server, where it is not Amazon's.");
    static final Key<Path> S3_CA_FILE = optional(
            S3,
            "target.NAME.ca-file",
            ValueType.CERTIFICATES,
            "/etc/caravana/ca.pem",
            "Where the server's certificate is none that Java knows: the file (PEM) with its authority's, or its own; only these"
                    + " are trusted then.");
    static final Key<String> S3_PATH_STYLE = defaulted(
            S3,
            "target.NAME.path-style",
            ValueType.oneOf("true", "false"),
            Fallback.of("false"),
            "true",
            "Whether the bucket's name stands in the path instead of the host name.");
    static final Key<String> S3_ACCESS_KEY = optional(
            S3,
            "target.NAME.access-key",
            ValueType.TEXT,
            "AKIA…",
            "The access key; without it the SDK's default chain is asked (environment, profile, instance role).");
    static final Key<Path> S3_SECRET_KEY = optional(
            S3,
            "target.NAME.secret-key-file",
            ValueType.SECRET_FILE,
            "/etc/caravana/cloud",
            "The file with the secret key.");
    static final Key<String> S3_OBJECT_LOCK = optional(
            S3,
            "target.NAME.object-lock",
            ValueType.oneOf("governance", "compliance"),
            "compliance",
            "Locks each object until its cycle takes no more backups and `keep` has passed; the bucket must have been made with"
                    + " Object Lock.");
    static final Key<String> S3_ETAG = defaulted(
            S3,
            "target.NAME.etag",
            ValueType.oneOf("auto", "md5", "none"),
            Fallback.of("auto"),
            "md5",
            "Where the answer to a put names no SHA-256: `auto` takes its ETag for the server's checksum if it is the MD5 of what"
                    + " was sent; `md5` sends the MD5 along besides, which the server compares; `none`: no ETag counts. What the"
                    + " object's head does not prove either is read back.");
    static final Key<String> S3_WRITE_ONLY = defaulted(
            S3,
            "target.NAME.write-only",
            ValueType.oneOf("true", "false"),
            Fallback.of("false"),
            "true",
            "Whether the credentials may put and list, but not get: nothing is read back, the server's own checksum"
                    + " counts.");
    static final Key<Path> DIRECTORY_TARGET_PATH =
            required(DIRECTORY_TARGET, "target.NAME.path", ValueType.PATH, "/mnt/backup", "The folder.");
    static final Key<String> DIRECTORY_TARGET_REMOVABLE = defaulted(
            DIRECTORY_TARGET,
            "target.NAME.removable",
            ValueType.oneOf("true", "false"),
            Fallback.of("false"),
            "true",
            "Whether it is a disk that people take away: while `path` is missing, copies wait for it and jobs end without.");

    static final List<Key<?>> ALL = List.of(
            TARGET_TYPE,
            TARGET_TRANSFERS,
            TARGET_BANDWIDTH,
            TARGET_BANDWIDTH_AT_WORK,
            TARGET_ENCRYPT_TO,
            SFTP_HOST,
            SFTP_PORT,
            SFTP_USER,
            SFTP_PASSWORD,
            SFTP_KEY,
            SFTP_PASSPHRASE,
            SFTP_KNOWN_HOSTS,
            SFTP_PATH,
            SFTP_REQUESTS,
            SFTP_HASH_COMMAND,
            SFTP_CONNECT_TIMEOUT,
            SFTP_TIMEOUT,
            S3_CONNECT_TIMEOUT,
            S3_TIMEOUT,
            S3_BUCKET,
            S3_REGION,
            S3_PREFIX,
            S3_ENDPOINT,
            S3_CA_FILE,
            S3_PATH_STYLE,
            S3_ACCESS_KEY,
            S3_SECRET_KEY,
            S3_OBJECT_LOCK,
            S3_ETAG,
            S3_WRITE_ONLY,
            DIRECTORY_TARGET_PATH,
            DIRECTORY_TARGET_REMOVABLE);

    private TargetKeys() {}
}
