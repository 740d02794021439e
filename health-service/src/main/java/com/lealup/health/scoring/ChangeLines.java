package com.lealup.health.scoring;

import com.lealup.health.customer.CustomerKey;
import com.lealup.health.score.Cause;
import com.lealup.health.scoring.ScoreJson.Reason;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.SqlArrayValue;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** The history as callers read it, newest first. */
@Repository
class ChangeLines {

    private static final String BETWEEN = """
            select change_id, at, revision, cause, score_before, score, exact_before, exact, status_before, status,
              model_version, contributions, sentence
            from score_changes
            where tenant_id = :tenant
              and customer_id = :customer
              and at > cast(:from as timestamptz)
              and at <= cast(:to as timestamptz)
              and (cast(:causes as text[]) is null or cause = any (cast(:causes as text[])))
              and (at, revision) < (cast(:at as timestamptz), :revision)
            order by at desc, revision desc
            limit :limit
            """;

    private final JdbcClient jdbc;
    private final ScoreJson json;

    ChangeLines(JdbcClient jdbc, ScoreJson json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /**
     * A span of time.
     *
     * @param from exclusive
     * @param to inclusive
     */
    record Span(Instant from, Instant to) {}

    /** Where a page ends. */
    record Position(String at, long revision) {

        static final Position TOP = new Position("infinity", Long.MAX_VALUE);
    }

    /** A change as stored; its contributions sum to {@code exact - exactBefore}, a missing one counting as 0. */
    record Line(
            UUID id,
            Instant at,
            long revision,
            String cause,
            @Nullable Integer scoreBefore,
            @Nullable Integer score,
            @Nullable BigDecimal exactBefore,
            @Nullable BigDecimal exact,
            @Nullable String statusBefore,
            @Nullable String status,
            int modelVersion,
            List<Reason> contributions,
            String sentence) {}

    /**
     * A page of them.
     *
     * @param causes only changes for one of these; empty for any
     */
    @Transactional(readOnly = true)
    public List<Line> between(
            CustomerKey customer, Span span, Set<Cause> causes, @Nullable Position position, int limit) {
        var after = position == null ? Position.TOP : position;
        return jdbc.sql(BETWEEN)
                .param("tenant", customer.tenant().value())
                .param("customer", customer.customer().value())
                .param("from", span.from().toString())
                .param("to", span.to().toString())
                .param(
                        "causes",
                        causes.isEmpty()
                                ? null
                                : new SqlArrayValue(
                                        "text", causes.stream().map(Cause::text).toArray()))
                .param("at", after.at())
                .param("revision", after.revision())
                .param("limit", limit)
                .query(this::line)
                .list();
    }

    private Line line(ResultSet row, int number) throws SQLException {
        return new Line(
                row.getObject("change_id", UUID.class),
                row.getObject("at", OffsetDateTime.class).toInstant(),
                row.getLong("revision"),
                row.getString("cause"),
                row.getObject("score_before", Integer.class),
                row.getObject("score", Integer.class),
                row.getBigDecimal("exact_before"),
                row.getBigDecimal("exact"),
                row.getString("status_before"),
                row.getString("status"),
                row.getInt("model_version"),
                json.contributions(Objects.requireNonNull(row.getString("contributions"))),
                row.getString("sentence"));
    }
}
