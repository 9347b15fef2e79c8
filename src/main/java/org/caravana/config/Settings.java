package org.caravana.config;

import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.caravana.plan.Plan;
import org.caravana.plan.Schedule;

/**
 * All settings, typed and checked; made by {@code SettingsReader} from {@code application.properties} and the
 * environment.
 *
 * @param zone {@code office.zone}
 * @param language {@code office.language}: {@code pt-BR} or {@code en}
 * @param repository the local repository's root
 * @param data the folder of the catalogue's file, the lock and the token
 * @param work scratch space, for example for objects on their way to an encrypted target
 */
public record Settings(
        ZoneId zone,
        Locale language,
        Path repository,
        Path data,
        Path work,
        Map<String, Database> databases,
        Map<String, Directory> directories,
        Map<String, Target> targets,
        Map<String, Plan> plans,
        People people,
        CatalogueDatabase catalogue,
        Mail mail,
        Web web,
        Capture capture,
        Jobs jobs,
        Verification verification) {

    /** Settings with nobody but IT support to tell. */
    public Settings(
            ZoneId zone,
            Locale language,
            Path repository,
            Path data,
            Path work,
            Map<String, Database> databases,
            Map<String, Directory> directories,
            Map<String, Target> targets,
            Map<String, Plan> plans,
            CatalogueDatabase catalogue,
            Mail mail,
            Web web,
            Capture capture,
            Jobs jobs) {
        this(
                zone,
                language,
                repository,
                data,
                work,
                databases,
                directories,
                targets,
                plans,
                new People(List.of(), Map.of(), Optional.empty()),
                catalogue,
                mail,
                web,
                capture,
                jobs,
                new Verification(Duration.ofDays(30), Optional.empty(), Optional.empty()));
    }

    /**
     * Who is told before a backup, besides IT support.
     *
     * @param users mail addresses that are always told
     * @param addresses of database users, by their names, who are told when they are connected
     * @param command gets the announcement on standard input
     * @param digest when IT support gets the report on the month before; empty: never
     */
    public record People(
            List<String> users, Map<String, String> addresses, Optional<String> command, Optional<Schedule> digest) {

        /** Without the month's report. */
        public People(List<String> users, Map<String, String> addresses, Optional<String> command) {
            this(users, addresses, command, Optional.empty());
        }
    }

    /** @param kind {@code postgresql}, {@code h2} */
    public record Database(
            String name,
            String kind,
            String url,
            Optional<String> user,
            Optional<Secret> password,
            Map<String, String> options) {}

    /**
     * @param excludes patterns of what is left out
     * @param excludeFile a file with more of them, read at each capture
     * @param excludeLargerThan bytes; {@link Long#MAX_VALUE}: no limit
     * @param oneFileSystem whether other file systems below are left out
     * @param excludeCaches whether directories with a {@code CACHEDIR.TAG} are left out
     * @param unreadableIsPartial what becomes of a job with files that could not be read: {@code true}: PARTIAL, else it
     *     fails
     * @param acceptUnreadable patterns of files that may be unreadable
     */
    public record Directory(
            String name,
            Path path,
            List<String> excludes,
            Optional<Path> excludeFile,
            long excludeLargerThan,
            boolean oneFileSystem,
            boolean excludeCaches,
            boolean unreadableIsPartial,
            List<String> acceptUnreadable) {}

    /**
     * @param type the kind, and so the route templates {@code TYPE-put}, {@code TYPE-get}, {@code TYPE-list}, {@code
     *     TYPE-delete}
     * @param properties every setting {@code target.NAME.KEY} that is no secret, by its KEY
     * @param secrets every secret, by its KEY, for example {@code password}
     * @param encryptTo age recipients; empty: not encrypted
     * @param transfers how many objects travel at once
     */
    public record Target(
            String name,
            String type,
            Map<String, String> properties,
            Map<String, Secret> secrets,
            List<String> encryptTo,
            int transfers) {

        /** Whether the credentials may put and list, but not get. */
        public boolean writeOnly() {
            return Boolean.parseBoolean(properties.get("write-only"));
        }

        /** Whether it is a disk that people connect and take away. */
        public boolean isRemovable() {
            return "true".equals(properties.get("removable"));
        }
    }

    /**
     * @param every within which time everything that a target holds is read back; zero: never
     * @param signatureKey the private key that backups are signed with
     * @param allowedSigners whose signatures count, as {@code ssh-keygen -Y verify} reads them
     */
    public record Verification(Duration every, Optional<Path> signatureKey, Optional<Path> allowedSigners) {}

    /** The job catalogue's database: H2 in {@code data} unless set to a PostgreSQL. */
    public record CatalogueDatabase(String url, Optional<String> user, Optional<Secret> password) {
        /** What the file in {@code data} is called, but for H2's suffix. */
        public static final String NAME = "catalogue";

        /** The one where nobody set another. */
        public static CatalogueDatabase in(Path data) {
            // "async:" writes the file by AsynchronousFileChannel, which an interrupted thread does not close.
            return new CatalogueDatabase("jdbc:h2:async:" + data.resolve(NAME), Optional.empty(), Optional.empty());
        }
    }

    /** @param server empty: no mails are sent */
    public record Mail(
            Optional<String> server,
            Optional<String> user,
            Optional<Secret> password,
            String from,
            List<String> support) {}

    /** @param port 0: any free one */
    public record Web(String host, int port, String user, Optional<Secret> password) {}

    /**
     * How the engine works, as a plan says or else the office.
     *
     * @param level zstd's compression level, 1 to 19
     * @param threads workers that hash and compress
     * @param chunkSize about which the lengths of large contents' chunks gather, in bytes
     * @param readAll whether files that look unchanged are read all the same
     * @param ofPlans the values of each plan, by its name
     */
    public record Capture(int level, int threads, int chunkSize, boolean readAll, Map<String, Capture> ofPlans) {
        public Capture of(String plan) {
            return ofPlans.getOrDefault(plan, this);
        }
    }

    /**
     * @param parallel how many jobs run at once
     * @param node this node's name in the catalogue
     * @param lease how long a node that fell silent keeps its jobs
     * @param lookEvery how often the service looks for edited settings and routes
     */
    public record Jobs(int parallel, String node, Duration lease, Duration lookEvery) {}
}
