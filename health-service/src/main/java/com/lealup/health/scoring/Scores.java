package com.lealup.health.scoring;

import com.lealup.health.customer.CustomerKey;
import com.lealup.health.customer.CustomerKeys;
import com.lealup.health.score.HealthStatus;
import com.lealup.health.score.Score;
import com.lealup.platform.database.Worker;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * The score rows, as listeners and workers lock and write them. The lock of its row guards all of a customer's usage.
 */
@Repository
public class Scores {

    private static final String COLUMNS = """
            select tenant_id, customer_id, revision, status, units, model_version, overridden, dimensions, parts,
              scored_at, next_evaluation_at
            from health_scores
            """;

    private static final String LOCK = COLUMNS + """
            where (tenant_id, customer_id) in (
                select tenant_id, customer_id
                from unnest(cast(:tenants as uuid[]), cast(:customers as uuid[])) as wanted (tenant_id, customer_id))
            order by tenant_id, customer_id
            for update
            """;

    private static final String CREATE = """
            insert into health_scores (tenant_id, customer_id)
            select tenant_id, customer_id
            from unnest(cast(:tenants as uuid[]), cast(:customers as uuid[])) as wanted (tenant_id, customer_id)
            order by tenant_id, customer_id
            on conflict do nothing
            """;

    private static final String LOCK_DUE = COLUMNS + """
            where next_evaluation_at <= cast(:now as timestamptz)
            order by next_evaluation_at
            limit :limit
            for update skip locked
            """;

    private static final String SAVE = """
            update health_scores
            set revision = news.revision,
              score = news.score,
              status = news.status,
              units = news.units,
              model_version = news.model_version,
              overridden = news.overridden,
              dimensions = news.dimensions,
              parts = news.parts,
              scored_at = news.scored_at,
              next_evaluation_at = news.next_evaluation_at
            from unnest(
                cast(:tenants as uuid[]),
                cast(:customers as uuid[]),
                cast(:revisions as bigint[]),
                cast(:scores as smallint[]),
                cast(:statuses as text[]),
                cast(:units as bigint[]),
                cast(:versions as integer[]),
                cast(:overridden as boolean[]),
                cast(:dimensions as json[]),
                cast(:parts as json[]),
                cast(:ats as timestamptz[]),
                cast(:nexts as timestamptz[]))
              as news (tenant_id, customer_id, revision, score, status, units, model_version, overridden, dimensions,
                parts, scored_at, next_evaluation_at)
            where health_scores.tenant_id = news.tenant_id
              and health_scores.customer_id = news.customer_id
            """;

    private static final String SCHEDULE = """
            update health_scores
            set next_evaluation_at = news.next_evaluation_at
            from unnest(cast(:tenants as uuid[]), cast(:customers as uuid[]), cast(:nexts as timestamptz[]))
              as news (tenant_id, customer_id, next_evaluation_at)
            where health_scores.tenant_id = news.tenant_id
              and health_scores.customer_id = news.customer_id
            """;

    private final JdbcClient jdbc;
    private final ScoreJson json;

    Scores(@Worker JdbcClient jdbc, ScoreJson json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /** Locks the rows of these customers in the order of their keys, making those that are not there yet. */
    public SortedMap<CustomerKey, StoredScore> lock(SortedSet<CustomerKey> customers) {
        var locked = new TreeMap<CustomerKey, StoredScore>();
        var missing = lock(customers, locked);
        while (!missing.isEmpty()) {
            keys(CREATE, missing).update();
            // A row made here comes after keys that are locked already, so all are asked for again, in order.
            missing = lock(customers, locked);
        }
        return locked;
    }

    private SortedSet<CustomerKey> lock(SortedSet<CustomerKey> customers, Map<CustomerKey, StoredScore> locked) {
        keys(LOCK, customers).query(this::stored).list().forEach(stored -> locked.put(stored.customer(), stored));
        var missing = new TreeSet<>(customers);
        missing.removeAll(locked.keySet());
        return missing;
    }

    /** Locks rows whose next evaluation has come, leaving out those that somebody else is working on. */
    SortedMap<CustomerKey, StoredScore> lockDue(Instant now, int limit) {
        var due = new TreeMap<CustomerKey, StoredScore>();
        jdbc.sql(LOCK_DUE)
                .param("now", now.toString())
                .param("limit", limit)
                .query(this::stored)
                .list()
                .forEach(stored -> due.put(stored.customer(), stored));
        return due;
    }

    void save(List<ScoreChanged> changes) {
        bind(SAVE, changes, change -> change.before().customer())
                .param(
                        "revisions",
                        changes.stream().mapToLong(ScoreChanged::revision).toArray())
                .param("scores", texts(changes, change -> change.after().score()))
                .param("statuses", texts(changes, change -> text(change.after().status())))
                .param("units", texts(changes, change -> change.after().units()))
                .param("versions", texts(changes, change -> change.after().modelVersion()))
                .param("overridden", texts(changes, change -> change.after().overridden()))
                .param(
                        "dimensions",
                        texts(changes, change -> json.dimensions(change.after().dimensions())))
                .param(
                        "parts",
                        texts(changes, change -> json.parts(change.after().parts())))
                .param("ats", texts(changes, ScoreChanged::at))
                .param("nexts", texts(changes, ScoreChanged::next))
                .update();
    }

    /** Says when to look at each customer again; a null instant says never. */
    void schedule(Map<CustomerKey, Visit> visits) {
        if (visits.isEmpty()) {
            return;
        }
        var rows = visits.entrySet();
        bind(SCHEDULE, rows, Map.Entry::getKey)
                .param("nexts", texts(rows, row -> row.getValue().at()))
                .update();
    }

    /** A planned evaluation; null is never. */
    record Visit(@Nullable Instant at) {}

    private JdbcClient.StatementSpec keys(String sql, Collection<CustomerKey> customers) {
        return bind(sql, customers, key -> key);
    }

    private <T> JdbcClient.StatementSpec bind(String sql, Collection<T> rows, Function<T, CustomerKey> key) {
        return jdbc.sql(sql)
                .param("tenants", CustomerKeys.tenants(rows, key))
                .param("customers", CustomerKeys.customers(rows, key));
    }

    private static <T> @Nullable String[] texts(Collection<T> rows, Function<T, @Nullable Object> column) {
        return rows.stream()
                .map(column)
                .map(value -> value == null ? null : value.toString())
                .toArray(String[]::new);
    }

    private static @Nullable String text(@Nullable HealthStatus status) {
        return status == null ? null : status.text();
    }

    private StoredScore stored(ResultSet row, int number) throws SQLException {
        return new StoredScore(
                CustomerKey.of(row.getObject("tenant_id", UUID.class), row.getObject("customer_id", UUID.class)),
                row.getLong("revision"),
                row.getLong("revision") == 0 ? null : score(row),
                instant(row, "scored_at"),
                instant(row, "next_evaluation_at"));
    }

    private Score score(ResultSet row) throws SQLException {
        var status = row.getString("status");
        return new Score(
                row.getObject("units", Long.class),
                json.dimensions(Objects.requireNonNull(row.getString("dimensions"))),
                json.parts(Objects.requireNonNull(row.getString("parts"))),
                status == null ? null : HealthStatus.of(status),
                row.getInt("model_version"),
                row.getBoolean("overridden"));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        var at = row.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }
}
