package org.caravana.config;

import static org.caravana.config.Key.Section.*;
import static org.caravana.config.Key.defaulted;
import static org.caravana.config.Key.optional;
import static org.caravana.config.Key.required;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import org.caravana.config.Key.Fallback;

/** Every setting, once; {@code docs/settings.md} is made from this table and the reader reads by it. */
final class Keys {
    private static final String SERVER_URL = "(?i)smtps?://[^\\s/@]+(:\\d{1,5})?/?";
    private static final String MAIL_ADDRESS = "[^@\\s]+@[^@\\s]+";
    private static final Fallback TEN_MINUTES = Fallback.of("10m");

    static final Key<ZoneId> ZONE = defaulted(
            OFFICE,
            "office.zone",
            ValueType.ZONE,
            new Fallback("the machine's", () -> ZoneId.systemDefault().getId()),
            "America/Sao_Paulo",
            "The time zone that schedules are read in and times are printed in.");
    static final Key<String> LANGUAGE = defaulted(
            OFFICE,
            "office.language",
            ValueType.oneOf("pt-BR", "en"),
            new Fallback("`pt-BR` on a machine set to Portuguese, else `en`", Keys::systemLanguage),
            "pt-BR",
            "The language of mails, pages and reports.");
    static final Key<Path> REPOSITORY = defaulted(
            OFFICE,
            "repository",
            ValueType.PATH,
            Fallback.of("data/repository"),
            "/var/lib/caravana/repository",
            "The local directory that holds the backups.");
    static final Key<Path> DATA = defaulted(
            OFFICE,
            "data",
            ValueType.PATH,
            Fallback.of("data"),
            "/var/lib/caravana",
            "The folder of the job catalogue's file, its lock and the control token.");
    static final Key<Path> WORK = defaulted(
            OFFICE,
            "work",
            ValueType.PATH,
            Fallback.of("data/work"),
            "/var/tmp/caravana",
            "Scratch space, for example for objects on their way to an encrypted target.");

    static final Key<String> DATABASE_URL = optional(
            DATABASE,
            "database.NAME.url",
            ValueType.matching(
                    "address of a database",
                    "jdbc:(postgresql|mariadb|sqlite|h2):\\S+",
                    "write one like jdbc:postgresql://10.0.0.5/conan; docs/databases.md has the kinds"),
            "jdbc:postgresql://10.0.0.5/conan",
            "The database's JDBC address, without user and password; this or `command`.");
    static final Key<String> DATABASE_USER =
            optional(DATABASE, "database.NAME.user", ValueType.TEXT, "backup", "Who logs in.");
    static final Key<Path> DATABASE_PASSWORD = optional(
            DATABASE,
            "database.NAME.password-file",
            ValueType.SECRET_FILE,
            "/etc/caravana/conan",
            "The file with the password.");
    static final Key<String> DATABASE_TOOL_FOLDER = optional(
            DATABASE,
            "database.NAME.tool-folder",
            ValueType.TEXT,
            "/usr/lib/postgresql/15/bin",
            "Where the database's own programs lie, if not on the path; they have to be as new as the server.");
    static final Key<String> DATABASE_DUMP_OPTIONS = optional(
            DATABASE,
            "database.NAME.dump-options",
            ValueType.TEXT,
            "--exclude-table=log",
            "Further words for the dump program, parted by spaces.");

    static final Key<String> DATABASE_USERS_QUERY = optional(
            DATABASE,
            "database.NAME.users-query",
            ValueType.TEXT,
            "select login, machine from sessions",
            "Who works in the system, for the announcement; columns are user, from where, by what. Without it the"
                    + " database's own list of connections is asked.");
    static final Key<String> DATABASE_DATABASES = optional(
            DATABASE,
            "database.NAME.databases",
            ValueType.TEXT,
            "*",
            "Several databases of the server that the address names, an artifact each: `*` for all, or their names"
                    + " parted by commas.");
    static final Key<String> DATABASE_COMMAND = optional(
            DATABASE,
            "database.NAME.command",
            ValueType.TEXT,
            "mongodump --archive",
            "Any other database: a shell's command that writes the dump to standard output; `CARAVANA_USER` and"
                    + " `CARAVANA_PASSWORD` are in its environment.");
    static final Key<String> DATABASE_RESTORE_COMMAND = optional(
            DATABASE,
            "database.NAME.restore-command",
            ValueType.TEXT,
            "mongorestore --archive",
            "With `command`: reads a dump from standard input.");
    static final Key<String> DATABASE_VERSION_COMMAND = optional(
            DATABASE,
            "database.NAME.version-command",
            ValueType.TEXT,
            "mongodump --version",
            "With `command`: prints the version to record, and fails if the database is not ready.");
    static final Key<String> DATABASE_GLOBALS = defaulted(
            DATABASE,
            "database.NAME.globals",
            ValueType.oneOf("auto", "required", "off"),
            Fallback.of("auto"),
            "required",
            "PostgreSQL: roles and tablespaces as a further artifact; MariaDB: accounts. `auto`: where they cannot be dumped, the backup"
                    + " says so; `required`: then the source is missing.");
    static final Key<String> DATABASE_ROW_COUNTS = defaulted(
            DATABASE,
            "database.NAME.row-counts",
            ValueType.oneOf("true", "false"),
            Fallback.of("true"),
            "false",
            "Whether every table's rows are counted and noted beside the dump, which reads each table once more.");

    static final Key<Path> DIRECTORY_PATH =
            required(DIRECTORY, "directory.NAME.path", ValueType.PATH, "/opt/conan", "The directory to back up.");
    static final Key<List<String>> DIRECTORY_EXCLUDE = optional(
            DIRECTORY,
            "directory.NAME.exclude",
            ValueType.PATTERNS,
            "*.log,/cache/",
            "What to leave out: patterns in the syntax of .gitignore, separated by commas.");
    static final Key<Path> DIRECTORY_EXCLUDE_FILE = optional(
            DIRECTORY,
            "directory.NAME.exclude-file",
            ValueType.PATTERN_FILE,
            "/etc/caravana/systems.exclude",
            "A file with more of them, one a line; read at each capture.");
    static final Key<Long> DIRECTORY_EXCLUDE_LARGER = optional(
            DIRECTORY,
            "directory.NAME.exclude-larger-than",
            ValueType.SIZE,
            "20g",
            "Files longer than this are left out, and noted: bytes, or a number with k, m, g or t.");
    static final Key<String> DIRECTORY_ONE_FILE_SYSTEM = defaulted(
            DIRECTORY,
            "directory.NAME.one-file-system",
            ValueType.oneOf("true", "false"),
            Fallback.of("false"),
            "true",
            "Whether directories on other file systems below it are left out, and noted.");
    static final Key<String> DIRECTORY_EXCLUDE_CACHES = defaulted(
            DIRECTORY,
            "directory.NAME.exclude-caches",
            ValueType.oneOf("true", "false"),
            Fallback.of("false"),
            "true",
            "Whether of directories that hold a `CACHEDIR.TAG` only that is taken.");
    static final Key<List<String>> DIRECTORY_ACCEPT_UNREADABLE = optional(
            DIRECTORY,
            "directory.NAME.accept-unreadable",
            ValueType.PATTERNS,
            "/lost+found/,*.lock",
            "Patterns of what may be unreadable or be cut short while it is read, and the job is COMPLETED all the same.");
    static final Key<String> DIRECTORY_UNREADABLE = defaulted(
            DIRECTORY,
            "directory.NAME.unreadable",
            ValueType.oneOf("partial", "fail"),
            Fallback.of("partial"),
            "fail",
            "What becomes of a job with files that could not be read: PARTIAL, or the source fails.");

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

    static final Key<Path> DIRECTORY_TARGET_PATH =
            required(DIRECTORY_TARGET, "target.NAME.path", ValueType.PATH, "/mnt/backup", "The folder.");

    static final Key<List<String>> PLAN_SOURCES = required(
            PLAN,
            "plan.NAME.sources",
            ValueType.LIST,
            "conan,systems",
            "The databases and directories, captured in this order.");
    static final Key<List<String>> PLAN_TARGETS =
            required(PLAN, "plan.NAME.targets", ValueType.LIST, "annex,cloud", "The targets that get a copy each.");
    static final Key<String> PLAN_SCHEDULE = required(
            PLAN,
            "plan.NAME.schedule",
            ValueType.CRON,
            "0 0 19 ? * MON-SAT",
            "When it fires: a Quartz cron expression, read in `office.zone`.");
    static final Key<String> PLAN_CALENDAR = optional(
            PLAN,
            "plan.NAME.calendar",
            ValueType.TEXT,
            "friday-from-day-4",
            "The calendar that chooses the day of the month, where cron cannot; see [schedules](schedules.md).");
    static final Key<Duration> PLAN_START_WINDOW = defaulted(
            PLAN,
            "plan.NAME.start-window",
            ValueType.DURATION,
            Fallback.of("1h"),
            "2h",
            "How long after the scheduled time a job may start.");
    static final Key<Duration> PLAN_COMPLETION_WINDOW = defaulted(
            PLAN,
            "plan.NAME.completion-window",
            ValueType.DURATION,
            Fallback.of("48h"),
            "12h",
            "How long after the scheduled time a job may take.");
    static final Key<Duration> PLAN_ANNOUNCE_BEFORE = defaulted(
            PLAN,
            "plan.NAME.announce-before",
            ValueType.DURATION,
            Fallback.of("15m"),
            "30m",
            "How long before the scheduled time people are told.");
    static final Key<Duration> PLAN_KEEP = defaulted(
            PLAN,
            "plan.NAME.keep",
            ValueType.DURATION,
            Fallback.of("31d"),
            "92d",
            "How long a backup is kept at least.");
    static final Key<String> PLAN_CYCLE = defaulted(
            PLAN,
            "plan.NAME.cycle",
            ValueType.oneOf("week", "month", "quarter"),
            Fallback.of("month"),
            "quarter",
            "How often everything is read and sent anew.");

    static final Key<String> CALENDAR_RULE = required(
            CALENDAR,
            "calendar.NAME.rule",
            ValueType.RULE,
            "first FRI from day 4 until done",
            "A calendar of your own, used by `plan.NAME.calendar`; see [schedules](schedules.md) for its words.");
    static final Key<String> CALENDAR_BUSINESS_DAYS = defaulted(
            CALENDAR,
            "calendar.business-days",
            ValueType.TEXT,
            Fallback.of("MON-SAT"),
            "MON-FRI",
            "The weekdays that are business days unless they are holidays; in Brazil's rule for wages Saturdays are.");
    static final Key<String> CALENDAR_COUNTRY = defaulted(
            CALENDAR,
            "calendar.country",
            ValueType.TEXT,
            Fallback.of("BR"),
            "PT",
            "The country whose national holidays are no business days, by its two letters; or `none`.");
    static final Key<List<String>> CALENDAR_HOLIDAYS = optional(
            CALENDAR,
            "calendar.holidays",
            ValueType.LIST,
            "2026-10-07,10-07,carnival",
            "Further holidays of the state and the town: a date, a day of every year, or `carnival`, `ash-wednesday`,"
                    + " `corpus-christi`.");

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
            new Fallback("`caravana@` and the machine's name", () -> "caravana@" + hostName()),
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
    static final Key<Duration> NOTICE_EVERY = defaulted(
            MAIL,
            "notice.every",
            ValueType.DURATION,
            Fallback.of("10s"),
            "1m",
            "How often the catalogue is asked for notices that are to be sent.");

    static final Key<Integer> JOB_PARALLEL = defaulted(
            JOB, "job.parallel", ValueType.whole(1, 32), Fallback.of("2"), "1", "How many jobs capture at once.");
    static final Key<String> JOB_NODE = defaulted(
            JOB,
            "job.node",
            ValueType.TEXT,
            new Fallback("the machine's name", Keys::hostName),
            "server-a",
            "This node's name in the job catalogue.");
    static final Key<Duration> JOB_LEASE = defaulted(
            JOB,
            "job.lease",
            ValueType.DURATION,
            Fallback.of("5m"),
            "10m",
            "How long a node that fell silent keeps its jobs.");
    static final Key<Duration> JOB_PICK_UP = defaulted(
            JOB,
            "job.pick-up-every",
            ValueType.DURATION,
            Fallback.of("2s"),
            "10s",
            "How often due jobs and copies are looked for.");
    static final Key<Duration> JOB_WATCH = defaulted(
            JOB,
            "job.watch-every",
            ValueType.DURATION,
            Fallback.of("30s"),
            "1m",
            "How often leases are renewed and deadlines looked at.");
    static final Key<Duration> SETTINGS_LOOK = defaulted(
            JOB,
            "settings.look-every",
            ValueType.DURATION,
            Fallback.of("5s"),
            "1m",
            "How often the service looks whether settings or routes were edited.");
    static final Key<Duration> RETRY_START = defaulted(
            JOB,
            "retry.start-every",
            ValueType.DURATION,
            TEN_MINUTES,
            "5m",
            "How long after a failed start check the next try is.");
    static final Key<Duration> RETRY_CAPTURE = defaulted(
            JOB,
            "retry.capture-every",
            ValueType.DURATION,
            TEN_MINUTES,
            "5m",
            "How long after a failed capture the next try is.");
    static final Key<Integer> RETRY_CAPTURE_TRIES = defaulted(
            JOB,
            "retry.capture-tries",
            ValueType.whole(1, 100),
            Fallback.of("3"),
            "5",
            "How often a capture is tried before the job is FAILED.");
    static final Key<Duration> RETRY_COPY = defaulted(
            JOB,
            "retry.copy-every",
            ValueType.DURATION,
            TEN_MINUTES,
            "5m",
            "How long after a failed copy the next try is, each target on its own.");
    static final Key<Integer> RETRY_BLIP_TRIES = defaulted(
            JOB,
            "retry.blip-tries",
            ValueType.whole(0, 10),
            Fallback.of("2"),
            "5",
            "How often an object is sent again at once when the line broke, before the copy waits for its next try.");
    static final Key<Integer> RETRY_BLIP_MILLIS = defaulted(
            JOB,
            "retry.blip-millis",
            ValueType.whole(0, 60_000),
            Fallback.of("3000"),
            "10000",
            "How long after the line broke the object is sent again, in milliseconds.");
    static final Key<Duration> RETRY_NOTICE = defaulted(
            JOB,
            "retry.notice-every",
            ValueType.DURATION,
            TEN_MINUTES,
            "5m",
            "How long after a notice was not sent the next try is, for an hour.");
    static final Key<Duration> RETRY_REFUSED = defaulted(
            JOB,
            "retry.refused-every",
            ValueType.DURATION,
            Fallback.of("6h"),
            "12h",
            "How long after a target refused the login the next try is; more tries could lock the account.");

    static final Key<Integer> CAPTURE_LEVEL = defaulted(
            CAPTURE, "capture.level", ValueType.whole(1, 19), Fallback.of("3"), "9", "The compression level of zstd.");
    static final Key<Integer> CAPTURE_THREADS = defaulted(
            CAPTURE,
            "capture.threads",
            ValueType.whole(1, 8),
            new Fallback(
                    "the machine's processors, at most 8",
                    () -> "" + Math.min(8, Runtime.getRuntime().availableProcessors())),
            "2",
            "How many workers hash and compress.");
    static final Key<String> CAPTURE_READ_ALL = defaulted(
            CAPTURE,
            "capture.read-all",
            ValueType.oneOf("yes", "no"),
            Fallback.of("no"),
            "yes",
            "Whether files are read again although nothing about them has changed since the cycle's last backup.");

    static final Key<String> CATALOGUE_URL = optional(
            CATALOGUE,
            "catalogue.url",
            ValueType.matching(
                    "address of a database",
                    "jdbc:(postgresql|h2):\\S+",
                    "write one like jdbc:postgresql://db.example/caravana"),
            "jdbc:postgresql://db.example/caravana",
            "The job catalogue's database; without it an H2 file in `data`.");
    static final Key<String> CATALOGUE_USER =
            optional(CATALOGUE, "catalogue.user", ValueType.TEXT, "caravana", "Who logs in there.");
    static final Key<Path> CATALOGUE_PASSWORD = optional(
            CATALOGUE,
            "catalogue.password-file",
            ValueType.SECRET_FILE,
            "/etc/caravana/catalogue",
            "The file with the password.");

    static final Key<String> WEB_HOST = defaulted(
            WEB,
            "web.host",
            ValueType.TEXT,
            Fallback.of("127.0.0.1"),
            "10.0.0.2",
            "The address that health, metrics, Jolokia and the console listen on.");
    static final Key<Integer> WEB_PORT = defaulted(
            WEB,
            "web.port",
            ValueType.whole(0, 65535),
            Fallback.of("8420"),
            "9420",
            "Their port; 0 takes any free one.");
    static final Key<String> WEB_USER =
            defaulted(WEB, "web.user", ValueType.TEXT, Fallback.of("caravana"), "admin", "Who logs in to them.");
    static final Key<Path> WEB_PASSWORD = optional(
            WEB, "web.password-file", ValueType.SECRET_FILE, "/etc/caravana/web", "The file with the password.");

    static final List<Key<?>> ALL = List.of(
            ZONE,
            LANGUAGE,
            REPOSITORY,
            DATA,
            WORK,
            DATABASE_URL,
            DATABASE_USER,
            DATABASE_PASSWORD,
            DATABASE_TOOL_FOLDER,
            DATABASE_DUMP_OPTIONS,
            DATABASE_USERS_QUERY,
            DATABASE_DATABASES,
            DATABASE_COMMAND,
            DATABASE_RESTORE_COMMAND,
            DATABASE_VERSION_COMMAND,
            DATABASE_GLOBALS,
            DATABASE_ROW_COUNTS,
            DIRECTORY_PATH,
            DIRECTORY_EXCLUDE,
            DIRECTORY_EXCLUDE_FILE,
            DIRECTORY_EXCLUDE_LARGER,
            DIRECTORY_ONE_FILE_SYSTEM,
            DIRECTORY_EXCLUDE_CACHES,
            DIRECTORY_ACCEPT_UNREADABLE,
            DIRECTORY_UNREADABLE,
            TARGET_TYPE,
            TARGET_TRANSFERS,
            TARGET_ENCRYPT_TO,
            SFTP_HOST,
            SFTP_PORT,
            SFTP_USER,
            SFTP_PASSWORD,
            SFTP_KEY,
            SFTP_PASSPHRASE,
            SFTP_KNOWN_HOSTS,
            SFTP_PATH,
            S3_BUCKET,
            S3_REGION,
            S3_PREFIX,
            S3_ENDPOINT,
            S3_PATH_STYLE,
            S3_ACCESS_KEY,
            S3_SECRET_KEY,
            DIRECTORY_TARGET_PATH,
            PLAN_SOURCES,
            PLAN_TARGETS,
            PLAN_SCHEDULE,
            PLAN_CALENDAR,
            PLAN_START_WINDOW,
            PLAN_COMPLETION_WINDOW,
            PLAN_ANNOUNCE_BEFORE,
            PLAN_KEEP,
            PLAN_CYCLE,
            CALENDAR_RULE,
            CALENDAR_BUSINESS_DAYS,
            CALENDAR_COUNTRY,
            CALENDAR_HOLIDAYS,
            MAIL_SERVER,
            MAIL_USER,
            MAIL_PASSWORD,
            MAIL_FROM,
            MAIL_SUPPORT,
            NOTICE_CHANNELS,
            NOTICE_USERS,
            NOTICE_COMMAND,
            NOTICE_EVERY,
            JOB_PARALLEL,
            JOB_NODE,
            JOB_LEASE,
            JOB_PICK_UP,
            JOB_WATCH,
            SETTINGS_LOOK,
            RETRY_START,
            RETRY_CAPTURE,
            RETRY_CAPTURE_TRIES,
            RETRY_COPY,
            RETRY_BLIP_TRIES,
            RETRY_BLIP_MILLIS,
            RETRY_NOTICE,
            RETRY_REFUSED,
            CAPTURE_LEVEL,
            CAPTURE_THREADS,
            CAPTURE_READ_ALL,
            CATALOGUE_URL,
            CATALOGUE_USER,
            CATALOGUE_PASSWORD,
            WEB_HOST,
            WEB_PORT,
            WEB_USER,
            WEB_PASSWORD);

    private Keys() {}

    private static String systemLanguage() {
        return Locale.getDefault().getLanguage().equals("pt") ? "pt-BR" : "en";
    }

    private static String hostName() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "localhost";
        }
    }
}
