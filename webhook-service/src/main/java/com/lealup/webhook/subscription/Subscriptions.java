package com.lealup.webhook.subscription;

import com.lealup.platform.identity.TenantId;
import com.lealup.platform.problem.Problems;
import com.lealup.webhook.catalogue.EventSelection;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.SqlArrayValue;
import org.springframework.stereotype.Component;

/** The subscriptions of workspaces. Its callers hold the transaction. */
@Component
public class Subscriptions {

    private static final String COLUMNS = """
            select tenant_id, id, url, description, events, customer_id, health_status, min_arr, segment_id, retries,
                   rate_limit, ordered, public_key, status, disabled_reason, failing_since, created_at, updated_at
            from subscriptions
            """;

    private static final String BY_ID = COLUMNS + """
            where tenant_id = :tenant
              and id = :id
            """;

    private static final String PAGE = COLUMNS + """
            where tenant_id = :tenant
              and (:after::uuid is null or id < :after)
            order by id desc
            limit :limit
            """;

    private final JdbcClient jdbc;

    Subscriptions(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Optional<Subscription> find(TenantId tenant, SubscriptionId id) {
        return jdbc.sql(BY_ID)
                .param("tenant", tenant.value())
                .param("id", id.value())
                .query((row, n) -> subscription(row))
                .optional();
    }

    Optional<Subscription> lock(TenantId tenant, SubscriptionId id) {
        return jdbc.sql(BY_ID + "for update")
                .param("tenant", tenant.value())
                .param("id", id.value())
                .query((row, n) -> subscription(row))
                .optional();
    }

    /** The subscription that this text identifies, if the workspace has it. */
    public Optional<SubscriptionId> known(TenantId tenant, String id) {
        return SubscriptionId.parse(id).flatMap(parsed -> find(tenant, parsed)).map(Subscription::id);
    }

    /**
     * The polled subscription that this text identifies, if the workspace has it.
     *
     * @throws com.lealup.platform.problem.ProblemException when it is delivered to its URL
     */
    public Optional<SubscriptionId> polled(TenantId tenant, String id) {
        return SubscriptionId.parse(id).flatMap(parsed -> find(tenant, parsed)).map(found -> {
            if (!found.polled()) {
                throw Problems.conflict("This subscription is delivered to its URL; only those with"
                        + " \"delivery\": \"poll\" can be polled.");
            }
            return found.id();
        });
    }

    /** Whether it is polled. If so, the transaction holds it: whoever adds to it takes turns. */
    public boolean holdIfPolled(TenantId tenant, SubscriptionId id) {
        return jdbc.sql("""
                select id
                from subscriptions
                where tenant_id = :tenant
                  and id = :id
                  and url is null
                for no key update
                """)
                .param("tenant", tenant.value())
                .param("id", id.value())
                .query(UUID.class)
                .optional()
                .isPresent();
    }

    /** Newest first, after the one of that id. */
    List<Subscription> page(TenantId tenant, @Nullable UUID after, int limit) {
        return jdbc.sql(PAGE)
                .param("tenant", tenant.value())
                .param("after", after)
                .param("limit", limit)
                .query((row, n) -> subscription(row))
                .list();
    }

    int count(TenantId tenant) {
        return jdbc.sql("""
                select count(*)
                from subscriptions
                where tenant_id = :tenant
                """)
                .param("tenant", tenant.value())
                .query(Integer.class)
                .single();
    }

    void add(Subscription subscription, byte[] sealedSecret) {
        jdbc.sql("""
                insert into subscriptions
                    (tenant_id, id, url, description, events, customer_id, health_status, min_arr, segment_id, retries,
                     rate_limit, ordered, public_key, status, secret, created_at, updated_at)
                values
                    (:tenant, :id, :url, :description, :events, :customer, :healthStatus, :minArr, :segment, :retries,
                     :rateLimit, :ordered, :publicKey, :status, :secret, :createdAt, :createdAt)
                """)
                .param("tenant", subscription.tenantId().value())
                .param("id", subscription.id().value())
                .param("url", subscription.url())
                .param("description", subscription.description())
                .param("events", events(subscription))
                .param("customer", subscription.filters().customerId())
                .param("healthStatus", subscription.filters().healthStatus())
                .param("minArr", subscription.filters().minArr())
                .param("segment", subscription.filters().segmentId())
                .param("retries", retries(subscription))
                .param("rateLimit", subscription.rateLimit())
                .param("ordered", subscription.ordered())
                .param("publicKey", subscription.publicKey())
                .param("status", subscription.status().word())
                .param("secret", sealedSecret)
                .param("createdAt", Timestamp.from(subscription.createdAt()))
                .update();
    }

    void replace(Subscription subscription) {
        jdbc.sql("""
                update subscriptions
                set url = :url,
                    description = :description,
                    events = :events,
                    customer_id = :customer,
                    health_status = :healthStatus,
                    min_arr = :minArr,
                    segment_id = :segment,
                    retries = :retries,
                    rate_limit = :rateLimit,
                    ordered = :ordered,
                    status = :status,
                    disabled_reason = :disabledReason,
                    failing_since = case when :healthy then null else failing_since end,
                    updated_at = :updatedAt
                where tenant_id = :tenant
                  and id = :id
                """)
                .param("url", subscription.url())
                .param("description", subscription.description())
                .param("events", events(subscription))
                .param("customer", subscription.filters().customerId())
                .param("healthStatus", subscription.filters().healthStatus())
                .param("minArr", subscription.filters().minArr())
                .param("segment", subscription.filters().segmentId())
                .param("retries", retries(subscription))
                .param("rateLimit", subscription.rateLimit())
                .param("ordered", subscription.ordered())
                .param("status", subscription.status().word())
                .param("disabledReason", subscription.disabledReason())
                .param("healthy", subscription.failingSince() == null)
                .param("updatedAt", Timestamp.from(subscription.updatedAt()))
                .param("tenant", subscription.tenantId().value())
                .param("id", subscription.id().value())
                .update();
    }

    /** The present secret goes on being signed with until then. */
    void changeSecret(
            TenantId tenant,
            SubscriptionId id,
            byte[] sealedSecret,
            @Nullable String publicKey,
            Instant now,
            Instant overlapEnds) {
        jdbc.sql("""
                update subscriptions
                set previous_secret = secret,
                    previous_secret_until = :overlapEnds,
                    secret = :secret,
                    public_key = :publicKey,
                    updated_at = :now
                where tenant_id = :tenant
                  and id = :id
                """)
                .param("overlapEnds", Timestamp.from(overlapEnds))
                .param("secret", sealedSecret)
                .param("publicKey", publicKey)
                .param("now", Timestamp.from(now))
                .param("tenant", tenant.value())
                .param("id", id.value())
                .update();
    }

    /**
     * Removes it.
     *
     * @return whether there was one
     */
    boolean remove(TenantId tenant, SubscriptionId id) {
        return jdbc.sql("""
                delete from subscriptions
                where tenant_id = :tenant
                  and id = :id
                """)
                        .param("tenant", tenant.value())
                        .param("id", id.value())
                        .update()
                > 0;
    }

    private static SqlArrayValue events(Subscription subscription) {
        return new SqlArrayValue("text", subscription.events().names().toArray());
    }

    private static @Nullable SqlArrayValue retries(Subscription subscription) {
        var retries = subscription.retries();
        return retries == null
                ? null
                : new SqlArrayValue("int4", retries.seconds().toArray());
    }

    private static @Nullable RetryWaits retries(@Nullable Array seconds) throws SQLException {
        return seconds == null ? null : new RetryWaits(List.of((Integer[]) seconds.getArray()));
    }

    private static Subscription subscription(ResultSet row) throws SQLException {
        var failingSince = row.getTimestamp("failing_since");
        return new Subscription(
                new TenantId(row.getObject("tenant_id", UUID.class)),
                new SubscriptionId(row.getObject("id", UUID.class)),
                row.getString("url"),
                row.getString("description"),
                new EventSelection(List.of((String[]) row.getArray("events").getArray())),
                new Filters(
                        row.getObject("customer_id", UUID.class),
                        row.getString("health_status"),
                        row.getBigDecimal("min_arr"),
                        row.getObject("segment_id", UUID.class)),
                retries(row.getArray("retries")),
                row.getObject("rate_limit", Integer.class),
                row.getBoolean("ordered"),
                row.getString("public_key"),
                SubscriptionStatus.of(row.getString("status")),
                row.getString("disabled_reason"),
                failingSince == null ? null : failingSince.toInstant(),
                row.getTimestamp("created_at").toInstant(),
                row.getTimestamp("updated_at").toInstant());
    }
}
