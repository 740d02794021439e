package com.lealup.load.ingest;

import com.lealup.load.suite.Suite;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Objects;
import java.util.Properties;

/** What health-service has done with the events, read as its worker with the password in its environment (Linux). */
final class HealthDatabase implements AutoCloseable {

    private final Connection connection;

    private HealthDatabase(Connection connection) {
        this.connection = connection;
    }

    static HealthDatabase of(Suite suite) {
        var environment = suite.environment("health-service");
        var login = new Properties();
        login.setProperty("user", "health_worker");
        login.setProperty("password", Objects.requireNonNull(environment.get("LEALUP_DATABASE_WORKER_PASSWORD")));
        try {
            return new HealthDatabase(
                    DriverManager.getConnection(Objects.requireNonNull(environment.get("LEALUP_DATABASE_URL")), login));
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** How many records of the topic have taken effect. */
    long taken() {
        return one("""
                select coalesce(sum(next_offset), 0)
                from health.consumer_offsets
                where consumer_group = 'health-service.usage'
                  and topic = 'lealup.usage-events.v1'
                """);
    }

    /** How many events the daily aggregates have counted. */
    long counted() {
        return one("""
                select coalesce(sum(events), 0)
                from health.usage_days
                """);
    }

    /** How many usage events are on the timeline. */
    long onTimeline() {
        return one("""
                select count(*)
                from health.timeline
                where type = 1
                """);
    }

    private long one(String sql) {
        try (var statement = connection.createStatement();
                var row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
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
