package com.lealup.health.override;

import com.lealup.health.customer.CustomerKey;
import java.time.Instant;
import java.util.Optional;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The overrides of a workspace. With each change its customer falls due, and is scored at once. */
@Repository
class ScoreOverrides {

    private static final String FIND = """
            select score as override, reason, author_type, author_id, author_name, set_at, expires_at
            from score_overrides
            where tenant_id = :tenant
              and customer_id = :customer
              and expires_at > cast(:now as timestamptz)
            """;

    private static final String SET = """
            insert into score_overrides (
              tenant_id, customer_id, score, reason, author_type, author_id, author_name, set_at, expires_at)
            values (
              :tenant, :customer, :score, :reason, :authorType, :authorId, :authorName,
              cast(:at as timestamptz), cast(:until as timestamptz))
            on conflict (tenant_id, customer_id) do update
            set score = excluded.score,
              reason = excluded.reason,
              author_type = excluded.author_type,
              author_id = excluded.author_id,
              author_name = excluded.author_name,
              set_at = excluded.set_at,
              expires_at = excluded.expires_at
            """;

    private static final String REMOVE = """
            delete from score_overrides
            where tenant_id = :tenant
              and customer_id = :customer
            """;

    private static final String DUE = """
            insert into health_scores (tenant_id, customer_id, next_evaluation_at)
            values (:tenant, :customer, cast(:now as timestamptz))
            on conflict (tenant_id, customer_id) do update
            set next_evaluation_at = excluded.next_evaluation_at
            """;

    private final JdbcClient jdbc;
    private final ApplicationEventPublisher events;

    ScoreOverrides(JdbcClient jdbc, ApplicationEventPublisher events) {
        this.jdbc = jdbc;
        this.events = events;
    }

    @Transactional(propagation = Propagation.MANDATORY)
    public void set(CustomerKey customer, OverrideView override, Instant now) {
        var before = find(customer, now);
        bind(SET, customer)
                .param("score", override.score())
                .param("reason", override.reason())
                .param("authorType", override.setBy().type())
                .param("authorId", override.setBy().id())
                .param("authorName", override.setBy().name())
                .param("at", override.setAt().toString())
                .param("until", override.expiresAt().toString())
                .update();
        bind(DUE, customer).param("now", now.toString()).update();
        events.publishEvent(new OverrideChanged(customer, before.orElse(null), override));
    }

    /** Whether there was one that still held. */
    @Transactional
    public boolean remove(CustomerKey customer, Instant now) {
        var before = find(customer, now);
        if (before.isEmpty()) {
            return false;
        }
        bind(REMOVE, customer).update();
        bind(DUE, customer).param("now", now.toString()).update();
        events.publishEvent(new OverrideChanged(customer, before.get(), null));
        return true;
    }

    private Optional<OverrideView> find(CustomerKey customer, Instant now) {
        return bind(FIND, customer)
                .param("now", now.toString())
                .query((row, number) -> OverrideView.of(row))
                .optional();
    }

    private JdbcClient.StatementSpec bind(String sql, CustomerKey customer) {
        return jdbc.sql(sql)
                .param("tenant", customer.tenant().value())
                .param("customer", customer.customer().value());
    }
}
