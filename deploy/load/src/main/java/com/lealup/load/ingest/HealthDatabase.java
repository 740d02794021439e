package com.lealup.load.ingest;

import com.lealup.load.suite.Suite;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.Properties;

/** What health-service has done with the events, read as its worker with the password in its environment (Linux). */
public final class HealthDatabase implements AutoCloseable {

    /** Queries for all that is made of events for a customer and day. */
    public static final List<String> AGGREGATES = List.of(
            "select * from health.usage_days",
            "select * from health.usage_members",
            "select * from health.usage_features",
            "select * from health.usage_customers",
            "select * from health.usage_sketches");

    private final Connection connection;

    private HealthDatabase(Connection connection) {
        this.connection = connection;
    }

    /** Of a running suite, as health-service reads it. */
    public static HealthDatabase of(Suite suite) {
        return of(suite, "health_worker", "LEALUP_DATABASE_WORKER_PASSWORD");
    }

    /** Of a running suite, as who may make tables in it. */
    public static HealthDatabase asOwner(Suite suite) {
        return of(suite, "health_owner", "LEALUP_DATABASE_OWNER_PASSWORD");
    }

    private static HealthDatabase of(Suite suite, String user, String password) {
        var environment = suite.environment("health-service");
        var login = new Properties();
        login.setProperty("user", user);
        login.setProperty("password", Objects.requireNonNull(environment.get(password)));
        try {
            return new HealthDatabase(
                    DriverManager.getConnection(Objects.requireNonNull(environment.get("LEALUP_DATABASE_URL")), login));
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The connection, for what else is measured beside it. */
    public Connection connection() {
        return connection;
    }

    /** How many records of the topic have taken effect. */
    public long taken() {
        return one("""
                select coalesce(sum(next_offset), 0)
                from health.consumer_offsets
                where consumer_group = 'health-service.usage'
                  and topic = 'lealup.usage-events.v1'
                """);
    }

    /** Has the whole topic read again by a service that is down. */
    public void forgetOffsets() {
        try (var statement = connection.createStatement()) {
            var forgotten = statement.executeUpdate("""
                    update health.consumer_offsets
                    set next_offset = 0
                    where consumer_group = 'health-service.usage'
                      and topic = 'lealup.usage-events.v1'
                      and next_offset > 0
                    """);
            if (forgotten == 0) {
                throw new IllegalStateException("Nothing of the topic has been read, so nothing is read again");
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** How many events the daily aggregates have counted. */
    public long counted() {
        return one("""
                select coalesce(sum(events), 0)
                from health.usage_days
                """);
    }

    /** How many usage events are on the timeline. */
    public long onTimeline() {
        return one("""
                select count(*)
                from health.timeline
                where type = 1
                """);
    }

    /** A count of the caller's own. */
    public long one(String sql) {
        try (var statement = connection.createStatement();
                var row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A text of the caller's own. */
    public String text(String sql) {
        try (var statement = connection.createStatement();
                var row = statement.executeQuery(sql)) {
            row.next();
            return row.getString(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
