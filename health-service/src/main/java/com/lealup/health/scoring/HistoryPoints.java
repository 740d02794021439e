package com.lealup.health.scoring;

import com.lealup.health.customer.CustomerKey;
import com.lealup.health.scoring.ChangeLines.Span;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** What a score was at given instants: as it had last changed until then. */
@Repository
class HistoryPoints {

    /** The most points of one answer. */
    static final int MOST = 1000;

    private static final String AT = """
            select points.at, score, exact, status, model_version
            from generate_series(
                cast(:from as timestamptz), cast(:to as timestamptz), make_interval(secs => :seconds)) as points (at)
            cross join lateral (
              select score, exact, status, model_version
              from score_changes
              where tenant_id = :tenant
                and customer_id = :customer
                and score_changes.at <= points.at
              order by score_changes.at desc, revision desc
              limit 1) as known
            order by points.at
            """;

    private final JdbcClient jdbc;

    HistoryPoints(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** How far points are apart; each stands at the end of a UTC hour or day. */
    enum Interval {
        HOUR(Duration.ofHours(1), Duration.ofDays(7)),
        DAY(Duration.ofDays(1), Duration.ofDays(90));

        private final Duration step;
        private final Duration usualSpan;

        Interval(Duration step, Duration usualSpan) {
            this.step = step;
            this.usualSpan = usualSpan;
        }

        Duration step() {
            return step;
        }

        Duration usualSpan() {
            return usualSpan;
        }

        /** The first end of an interval that is not before an instant. */
        Instant endAfter(Instant instant) {
            var seconds = step.toSeconds();
            var ends = Math.ceilDiv(instant.minusNanos(1).getEpochSecond() + 1, seconds);
            return Instant.ofEpochSecond(ends * seconds);
        }

        long points(Span span) {
            return Math.max(
                    0, Duration.between(endAfter(span.from()), span.to()).dividedBy(step) + 1);
        }
    }

    /** What the score was at an instant. */
    record Point(
            Instant at,
            @Nullable Integer score,
            @Nullable BigDecimal exact,
            @Nullable String status,
            int modelVersion) {}

    /** Each end of an interval within a span, from the first score on. */
    @Transactional(readOnly = true)
    public List<Point> each(CustomerKey customer, Span span, Interval interval) {
        return at(customer, interval.endAfter(span.from()), span.to(), interval.step());
    }

    /** The score as of an instant; nothing if there was none yet. */
    @Transactional(readOnly = true)
    public List<Point> asOf(CustomerKey customer, Instant at) {
        return at(customer, at, at, Interval.DAY.step());
    }

    private List<Point> at(CustomerKey customer, Instant from, Instant to, Duration step) {
        return jdbc.sql(AT)
                .param("tenant", customer.tenant().value())
                .param("customer", customer.customer().value())
                .param("from", from.toString())
                .param("to", to.toString())
                .param("seconds", step.toSeconds())
                .query(HistoryPoints::point)
                .list();
    }

    private static Point point(ResultSet row, int number) throws SQLException {
        return new Point(
                row.getObject("at", OffsetDateTime.class).toInstant(),
                row.getObject("score", Integer.class),
                row.getBigDecimal("exact"),
                row.getString("status"),
                row.getInt("model_version"));
    }
}
