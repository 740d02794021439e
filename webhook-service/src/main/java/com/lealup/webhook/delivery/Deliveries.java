package com.lealup.webhook.delivery;

import com.lealup.platform.identity.TenantId;
import com.lealup.webhook.subscription.SubscriptionId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The log of deliveries, for those who ask through the API. */
@Component
class Deliveries {

    private static final String COLUMNS = """
            select d.id, d.subscription_id, d.message_id, d.event_type, d.status, d.attempts, d.last_status, d.last_error,
                   case when d.status = 'pending' and d.send_at < 'infinity' then d.send_at end as next_attempt_at, d.created_at, d.finished_at,
                   m.body
            from deliveries d
            join messages m
              on m.tenant_id = d.tenant_id
             and m.id = d.message_id
            """;

    private static final String PAGE = COLUMNS + """
            where d.tenant_id = :tenant
              and d.subscription_id = :subscription
              and (:status::text is null or d.status = :status)
              and (:type::text is null or d.event_type = :type)
              and (:since::timestamptz is null or d.created_at >= :since)
              and (:until::timestamptz is null or d.created_at < :until)
              and (:after::uuid is null or d.id < :after)
            order by d.id desc
            limit :limit
            """;

    private static final String BY_ID = COLUMNS + """
            where d.tenant_id = :tenant
              and d.id = :id
            """;

    private static final String ATTEMPTS = """
            select number, started_at, duration_ms, url, request_headers, status, error_code, error_message, response_body
            from attempts
            where tenant_id = :tenant
              and delivery_id = :id
            order by number
            """;

    private final JdbcClient jdbc;

    Deliveries(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * What a list may be narrowed to; null for all.
     *
     * @param since made at that time or later
     * @param until made before that time
     */
    record Narrowing(
            @Nullable String status,
            @Nullable String type,
            @Nullable Instant since,
            @Nullable Instant until) {}

    /** Newest first, after the one of that id. */
    @Transactional(readOnly = true)
    public List<DeliveryResponse> page(
            TenantId tenant, SubscriptionId subscription, Narrowing narrowing, @Nullable UUID after, int limit) {
        return jdbc.sql(PAGE)
                .param("tenant", tenant.value())
                .param("subscription", subscription.value())
                .param("status", narrowing.status())
                .param("type", narrowing.type())
                .param("since", timestamp(narrowing.since()))
                .param("until", timestamp(narrowing.until()))
                .param("after", after)
                .param("limit", limit)
                .query((row, n) -> delivery(row))
                .list();
    }

    @Transactional(readOnly = true)
    public Optional<DeliveryResponse.Full> find(TenantId tenant, DeliveryId id) {
        return jdbc.sql(BY_ID)
                .param("tenant", tenant.value())
                .param("id", id.value())
                .query((row, n) -> DeliveryResponse.Full.of(delivery(row), row.getString("body"), attempts(tenant, id)))
                .optional();
    }

    private static @Nullable Timestamp timestamp(@Nullable Instant at) {
        return at == null ? null : Timestamp.from(at);
    }

    private List<AttemptResponse> attempts(TenantId tenant, DeliveryId id) {
        return jdbc.sql(ATTEMPTS)
                .param("tenant", tenant.value())
                .param("id", id.value())
                .query((row, n) -> attempt(row))
                .list();
    }

    private static DeliveryResponse delivery(ResultSet row) throws SQLException {
        return new DeliveryResponse(
                new DeliveryId(row.getObject("id", UUID.class)).toString(),
                new SubscriptionId(row.getObject("subscription_id", UUID.class)).toString(),
                new MessageId(row.getObject("message_id", UUID.class)).toString(),
                row.getString("event_type"),
                row.getString("status"),
                row.getInt("attempts"),
                row.getObject("last_status", Integer.class),
                row.getString("last_error"),
                Optional.ofNullable(row.getTimestamp("next_attempt_at"))
                        .map(Timestamp::toInstant)
                        .orElse(null),
                row.getTimestamp("created_at").toInstant(),
                Optional.ofNullable(row.getTimestamp("finished_at"))
                        .map(Timestamp::toInstant)
                        .orElse(null));
    }

    private static AttemptResponse attempt(ResultSet row) throws SQLException {
        return new AttemptResponse(
                row.getInt("number"),
                row.getTimestamp("started_at").toInstant(),
                row.getInt("duration_ms"),
                row.getString("url"),
                AttemptResponse.headers(row.getString("request_headers")),
                row.getObject("status", Integer.class),
                row.getString("error_code"),
                row.getString("error_message"),
                row.getString("response_body"));
    }
}
