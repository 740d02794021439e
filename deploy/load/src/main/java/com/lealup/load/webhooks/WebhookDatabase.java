package com.lealup.load.webhooks;

import com.github.f4b6a3.ulid.Ulid;
import com.lealup.load.suite.Suite;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.UUID;

/**
 * What waits in webhook-service's database, written and read as its worker with the password in its environment
 * (Linux): a million deliveries would take hours to come about by themselves.
 */
public final class WebhookDatabase implements AutoCloseable {

    private static final int AT_ONCE = 50_000;

    /** Ids begin with the time of the fact, and go to the partition of its week. */
    private static final String ADD = """
            with made as (
                select n, at,
                       (lpad(to_hex((extract(epoch from at) * 1000)::bigint), 12, '0')
                           || left(md5(? || n), 20))::uuid as id
                from (select n, now() - interval '6 days' + n % 500000 * interval '1 second' as at
                      from generate_series(?::bigint, ?::bigint) n) series
            ), told as (
                insert into webhook.messages (tenant_id, id, event_type, customer_id, body, created_at)
                select ?, id, 'health.score_changed', null, ? || n || ?, at
                from made
            )
            insert into webhook.deliveries
                (tenant_id, id, subscription_id, message_id, event_type, status, attempts, failed_in_row, send_at,
                 last_error, created_at, finished_at)
            select ?, id, ?, id, 'health.score_changed', ?, 1, 1,
                   now() + (n % 86400 - ?) * interval '1 second', 'timeout', at, case when ? then now() end
            from made
            """;

    private final Connection worker;
    private final Map<String, String> environment;

    private WebhookDatabase(Connection worker, Map<String, String> environment) {
        this.worker = worker;
        this.environment = environment;
    }

    /** Of a running suite. */
    public static WebhookDatabase of(Suite suite) {
        var environment = suite.environment("webhook-service");
        return new WebhookDatabase(
                connect(environment, "webhook_worker", "LEALUP_DATABASE_WORKER_PASSWORD"), environment);
    }

    /** Another connection to the same database, for whoever lost this one. */
    public WebhookDatabase again() {
        return new WebhookDatabase(
                connect(environment, "webhook_worker", "LEALUP_DATABASE_WORKER_PASSWORD"), environment);
    }

    private static Connection connect(Map<String, String> environment, String user, String password) {
        var login = new Properties();
        login.setProperty("user", user);
        login.setProperty("password", Objects.requireNonNull(environment.get(password)));
        try {
            return DriverManager.getConnection(Objects.requireNonNull(environment.get("LEALUP_DATABASE_URL")), login);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * Deliveries to an endpoint that have failed once and are tried again: one in twelve is due already, the others
     * within the next 22 hours.
     */
    void addPending(Endpoint endpoint, int count) {
        add(endpoint, "pending", 0, count, "{\"sentence\":\"#", "\"}");
    }

    /**
     * Deliveries to an endpoint that were given up, of the last six days.
     *
     * @param from the number of the first; the others follow
     * @param like a message as the endpoint gets it
     */
    void addFailed(Endpoint endpoint, int from, int count, Arrival like) {
        add(endpoint, "failed", from, count, like.beforeNumber(), like.afterNumber());
    }

    private void add(Endpoint endpoint, String status, int from, int count, String before, String after) {
        try (var statement = worker.prepareStatement(ADD)) {
            for (var first = from; first < from + count; first += AT_ONCE) {
                var last = Math.min(first + AT_ONCE, from + count) - 1;
                fill(statement, endpoint, status, first, last, before, after);
                statement.executeUpdate();
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        analyze();
    }

    private static void fill(
            PreparedStatement statement,
            Endpoint endpoint,
            String status,
            int first,
            int last,
            String before,
            String after)
            throws SQLException {
        statement.setString(1, endpoint.subscription());
        statement.setInt(2, first);
        statement.setInt(3, last);
        statement.setObject(4, uuid(endpoint.tenant()));
        statement.setString(5, before);
        statement.setString(6, after);
        statement.setObject(7, uuid(endpoint.tenant()));
        statement.setObject(8, uuid(endpoint.subscription()));
        statement.setString(9, status);
        statement.setInt(10, 7200);
        statement.setBoolean(11, status.equals("failed"));
    }

    /** What autovacuum would do within a minute: no plan is to rest on tables that were empty. */
    private void analyze() {
        try (var owner = connect(environment, "webhook_owner", "LEALUP_DATABASE_OWNER_PASSWORD");
                var statement = owner.createStatement()) {
            statement.execute("analyze webhook.messages, webhook.deliveries");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** When the second attempts of an endpoint's messages are due, of those that wait for it, by webhook-id. */
    Map<String, Instant> secondAttempts(Endpoint endpoint) {
        try (var statement = worker.prepareStatement("""
                select message_id, send_at
                from webhook.deliveries
                where tenant_id = ?
                  and subscription_id = ?
                  and status = 'pending'
                  and attempts = 1
                  and claim is null
                """)) {
            statement.setObject(1, uuid(endpoint.tenant()));
            statement.setObject(2, uuid(endpoint.subscription()));
            var due = new HashMap<String, Instant>();
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    var id = Ulid.from(rows.getObject(1, UUID.class));
                    due.put("msg_" + id, rows.getTimestamp(2).toInstant());
                }
            }
            return due;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** How many attempts are under way or have no result yet. */
    public int claimed() {
        try (var statement = worker.createStatement();
                var row = statement.executeQuery("""
                        select count(*)
                        from webhook.deliveries
                        where status = 'pending'
                          and claim is not null
                        """)) {
            row.next();
            return row.getInt(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static UUID uuid(String ulid) {
        return Ulid.from(ulid).toUuid();
    }

    @Override
    public void close() {
        try {
            worker.close();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
