package com.lealup.health.scoring;

import com.lealup.health.customer.CustomerKey;
import com.lealup.health.override.OverrideView;
import com.lealup.health.score.DimensionValue;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** Scores as callers read them. */
@Repository
class ShownScores {

    private static final String FIND = """
            select scores.score, status, model_version, dimensions, scored_at,
              overrides.score as override, reason, author_type, author_id, author_name, set_at, expires_at
            from health_scores as scores
            left join score_overrides as overrides
              on overrides.tenant_id = scores.tenant_id
              and overrides.customer_id = scores.customer_id
              and overrides.expires_at > cast(:now as timestamptz)
            where scores.tenant_id = :tenant
              and scores.customer_id = :customer
              and revision > 0
            """;

    private static final Duration WEEK = Duration.ofDays(7);
    private static final Duration MONTH = Duration.ofDays(30);

    private static final String AT = """
            select score
            from score_changes
            where tenant_id = :tenant
              and customer_id = :customer
              and at <= cast(:at as timestamptz)
            order by at desc, revision desc
            limit 1
            """;

    private final JdbcClient jdbc;
    private final ScoreJson json;

    ShownScores(JdbcClient jdbc, ScoreJson json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /**
     * A score and what it was.
     *
     * @param weekAgo the score 7 days before, null if there was none
     * @param monthAgo the score 30 days before, null if there was none
     * @param override what a person has set, null if nobody has
     */
    record Shown(
            @Nullable Integer score,
            @Nullable String status,
            int modelVersion,
            List<DimensionValue> dimensions,
            Instant scoredAt,
            @Nullable Integer weekAgo,
            @Nullable Integer monthAgo,
            @Nullable OverrideView override) {}

    @Transactional(readOnly = true)
    public Optional<Shown> find(CustomerKey customer, Instant now) {
        return jdbc.sql(FIND)
                .param("tenant", customer.tenant().value())
                .param("customer", customer.customer().value())
                .param("now", now.toString())
                .query((row, number) -> shown(row, at(customer, now.minus(WEEK)), at(customer, now.minus(MONTH))))
                .optional();
    }

    private @Nullable Integer at(CustomerKey customer, Instant instant) {
        return jdbc.sql(AT)
                .param("tenant", customer.tenant().value())
                .param("customer", customer.customer().value())
                .param("at", instant.toString())
                .query((row, number) -> Optional.ofNullable(row.getObject(1, Integer.class)))
                .optional()
                .flatMap(found -> found)
                .orElse(null);
    }

    private Shown shown(ResultSet row, @Nullable Integer weekAgo, @Nullable Integer monthAgo) throws SQLException {
        return new Shown(
                row.getObject("score", Integer.class),
                row.getString("status"),
                row.getInt("model_version"),
                json.dimensions(Objects.requireNonNull(row.getString("dimensions"))),
                row.getObject("scored_at", OffsetDateTime.class).toInstant(),
                weekAgo,
                monthAgo,
                row.getObject("expires_at") == null ? null : OverrideView.of(row));
    }
}
