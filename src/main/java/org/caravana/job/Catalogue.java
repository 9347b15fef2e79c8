package org.caravana.job;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.io.Closeable;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import javax.sql.DataSource;
import org.caravana.config.Secret;
import org.h2.jdbcx.JdbcDataSource;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/**
 * The database of jobs, copies, events and notices; it is their queue.
 *
 * <p>H2 (one process) or PostgreSQL (several nodes). Rows are locked in one order: the latch, a job, its copies.
 */
public final class Catalogue implements Closeable {
    private static final int CONNECTIONS = 6;
    private static final int WAIT_MILLIS = 20_000;

    /** H2 would write a commit half a second later, and a process that is killed before that would forget it. */
    private static final String KEPT = ";DB_CLOSE_ON_EXIT=FALSE;WRITE_DELAY=0";

    private final HikariDataSource dataSource;
    private final Jdbi jdbi;
    private final String messageDomain;

    private Catalogue(HikariDataSource dataSource) {
        this.dataSource = dataSource;
        this.jdbi = Jdbi.create(dataSource);
        jdbi.registerArgument(new Times.Argument());
        jdbi.registerRowMapper(Job.class, JobRows::map);
        jdbi.registerRowMapper(Copy.class, CopyRows::map);
        jdbi.registerRowMapper(Event.class, Event::map);
        jdbi.registerRowMapper(Notice.class, Notice::map);
        this.messageDomain = inTransaction(Catalogue::domain);
    }

    /**
     * Opens the catalogue and brings its tables up to date.
     *
     * @param url {@code jdbc:h2:async:FILE} or {@code jdbc:postgresql:…}
     * @throws CatalogueException if it cannot be opened, for example because another process has it
     */
    public static Catalogue open(String url, Optional<String> user, Optional<Secret> password) {
        HikariDataSource dataSource = null;
        try {
            dataSource = new HikariDataSource(pool(url, user, password));
            Schema.bringUpToDate(dataSource);
            return new Catalogue(dataSource);
        } catch (RuntimeException e) {
            if (dataSource != null) {
                dataSource.close();
            }
            throw CatalogueException.opening(url, e);
        }
    }

    private static HikariConfig pool(String url, Optional<String> user, Optional<Secret> password) {
        HikariConfig config = new HikariConfig();
        config.setPoolName("catalogue");
        config.setMaximumPoolSize(CONNECTIONS);
        config.setMinimumIdle(1);
        config.setConnectionTimeout(WAIT_MILLIS);
        config.setInitializationFailTimeout(1);
        config.setTransactionIsolation("TRANSACTION_READ_COMMITTED");
        if (url.startsWith("jdbc:h2:")) {
            config.setDataSource(h2(url, user, password));
            config.setConnectionInitSql("SET LOCK_TIMEOUT " + WAIT_MILLIS);
        } else {
            config.setJdbcUrl(url);
            user.ifPresent(config::setUsername);
            password.ifPresent(secret -> config.setPassword(secret.value()));
        }
        return config;
    }

    /** By its address alone Java would look for its driver in every library. */
    private static DataSource h2(String url, Optional<String> user, Optional<Secret> password) {
        JdbcDataSource source = new JdbcDataSource();
        // H2 would close the file in a shutdown hook of its own, before the last states are written.
        source.setURL(url.contains("DB_CLOSE_ON_EXIT") ? url : url + KEPT);
        user.ifPresent(source::setUser);
        password.ifPresent(secret -> source.setPassword(secret.value()));
        return source;
    }

    private static String domain(Handle h) {
        h.createUpdate("UPDATE latch SET message_domain = :domain WHERE message_domain IS NULL")
                .bind("domain", UUID.randomUUID() + ".caravana")
                .execute();
        return h.createQuery("SELECT message_domain FROM latch")
                .mapTo(String.class)
                .one();
    }

    /** What follows the {@code @} in this catalogue's Message-IDs, so that two installations never share one. */
    String messageDomain() {
        return messageDomain;
    }

    <T> T inTransaction(Function<Handle, T> work) {
        return jdbi.<T, RuntimeException>inTransaction(work::apply);
    }

    void useTransaction(Consumer<Handle> work) {
        jdbi.<RuntimeException>useTransaction(work::accept);
    }

    /** Waits until no other transaction decides what is inserted and taken up next. */
    static void holdLatch(Handle h) {
        h.createQuery("SELECT name FROM latch WHERE name = 'queue' FOR UPDATE")
                .mapTo(String.class)
                .one();
    }

    @Override
    public void close() {
        dataSource.close();
    }
}
