package com.lealup.health.scoring;

import com.lealup.health.customer.CustomerKey;
import com.lealup.health.scoring.ChangeLines.Span;
import com.lealup.health.scoring.ScoreJson.Reason;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** Why a score moved over a span: the contributions of all changes in it, summed. Nothing is left over. */
@Repository
class ExplainSpan {

    private static final String SUMS = """
            select dimension, signal, reason.cause, sum(points) as points
            from score_changes
            cross join json_to_recordset(contributions)
              as reason (dimension text, signal text, cause text, points numeric)
            where tenant_id = :tenant
              and customer_id = :customer
              and at > cast(:from as timestamptz)
              and at <= cast(:to as timestamptz)
            group by dimension, signal, reason.cause
            having sum(points) <> 0
            order by abs(sum(points)) desc, dimension, signal, reason.cause
            """;

    private static final String AT = """
            select score, exact, at
            from score_changes
            where tenant_id = :tenant
              and customer_id = :customer
              and at <= cast(:at as timestamptz)
            order by at desc, revision desc
            limit 1
            """;

    private final JdbcClient jdbc;

    ExplainSpan(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The score as it stood at one end; nulls if there was none. */
    record End(
            @Nullable Integer score,
            @Nullable BigDecimal exact,
            @Nullable Instant since) {}

    /** The sum of the contributions' points is {@code after.exact - before.exact}, a missing one counting as 0. */
    record View(String customerId, Instant from, Instant to, End before, End after, List<Reason> contributions) {}

    @Transactional(readOnly = true)
    public View of(CustomerKey customer, Span span) {
        var sums = jdbc.sql(SUMS)
                .param("tenant", customer.tenant().value())
                .param("customer", customer.customer().value())
                .param("from", span.from().toString())
                .param("to", span.to().toString())
                .query((row, number) ->
                        new Reason(row.getString(1), row.getString(2), row.getString(3), row.getBigDecimal(4)))
                .list();
        return new View(
                customer.customer().toString(),
                span.from(),
                span.to(),
                end(customer, span.from()),
                end(customer, span.to()),
                sums);
    }

    private End end(CustomerKey customer, Instant at) {
        Optional<End> end = jdbc.sql(AT)
                .param("tenant", customer.tenant().value())
                .param("customer", customer.customer().value())
                .param("at", at.toString())
                .query((row, number) -> new End(
                        row.getObject("score", Integer.class),
                        row.getBigDecimal("exact"),
                        row.getObject("at", OffsetDateTime.class).toInstant()))
                .optional();
        return end.orElse(new End(null, null, null));
    }
}
