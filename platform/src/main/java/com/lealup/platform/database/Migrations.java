package com.lealup.platform.database;

import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings the schema to the version of this build before any connection is given out: first the platform's tables, with
 * a history of their own, then the service's. Several instances may start at once; Flyway lets one migrate and the
 * others wait.
 */
final class Migrations implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Migrations.class);
    private static final Duration PAUSE = Duration.ofSeconds(1);

    /** PostgreSQL, appendix A: connection exception, insufficient resources, operator intervention. */
    private static final List<String> AWAY = List.of("08", "53", "57");

    private final DatabaseProperties properties;
    private volatile boolean done;
    private @Nullable Thread retrying;

    Migrations(DatabaseProperties properties) {
        this.properties = properties;
    }

    /**
     * Migrates, or, where Postgres is not required and not there, starts without and migrates later.
     *
     * @throws FlywayException if a migration fails, or Postgres is required and does not come
     */
    void start() {
        try {
            migrate();
        } catch (FlywayException e) {
            if (properties.requiredAtStart() || !isAway(e)) {
                throw e;
            }
            log.atWarn()
                    .addKeyValue("cause", String.valueOf(e.getCause()))
                    .log("Postgres is away; the service starts without, and migrates when it is back");
            retrying = Thread.ofPlatform().daemon().name("migrations").start(this::retry);
        }
    }

    boolean done() {
        return done;
    }

    @Override
    public void close() {
        if (retrying != null) {
            retrying.interrupt();
        }
    }

    private void retry() {
        boolean reported = false;
        while (!done) {
            try {
                Thread.sleep(PAUSE);
                migrate();
                log.atInfo().log("migrated; the service has its database now");
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
                return;
            } catch (FlywayException e) {
                if (!isAway(e) && !reported) {
                    reported = true;
                    log.atError().setCause(e).log("a migration failed; the service goes on without its database");
                }
            }
        }
    }

    private void migrate() {
        flyway("classpath:db/platform", "platform_schema_history").load().migrate();
        flyway("classpath:db/migration", "schema_history").load().migrate();
        done = true;
    }

    private static boolean isAway(FlywayException e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql
                    && sql.getSQLState() != null
                    && AWAY.stream().anyMatch(sql.getSQLState()::startsWith)) {
                return true;
            }
        }
        return false;
    }

    private FluentConfiguration flyway(String location, String historyTable) {
        var retries =
                properties.requiredAtStart() ? (int) properties.startTimeout().toSeconds() : 0;
        return Flyway.configure()
                .dataSource(url(), properties.schema() + "_owner", properties.ownerPassword())
                .schemas(properties.schema())
                .createSchemas(false)
                .locations(location)
                .table(historyTable)
                .baselineOnMigrate(true)
                .baselineVersion("0")
                .failOnMissingLocations(false)
                .connectRetries(retries)
                .connectRetriesInterval(1);
    }

    /** A Postgres that stands still must not hold up a start that can do without it. */
    private String url() {
        if (properties.requiredAtStart()) {
            return properties.url();
        }
        return properties.url() + (properties.url().contains("?") ? "&" : "?") + "loginTimeout=3";
    }
}
