package com.lealup.webhook.erasure;

import com.lealup.platform.database.Worker;
import com.lealup.platform.identity.TenantId;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.SqlArrayValue;
import org.springframework.stereotype.Component;

/** Which customers are gone for good. */
@Component
public class ErasedCustomers {

    private static final String WRITING = """
            select pg_advisory_xact_lock_shared(hashtextextended('webhook.erasure', 0))
            """;

    private static final String MARKING = """
            select pg_advisory_xact_lock(hashtextextended('webhook.erasure', 0))
            """;

    private static final String MARK = """
            insert into erased_customers (tenant_id, customer_id, erased_at)
            values (:tenant, :customer, :at)
            on conflict do nothing
            """;

    private static final String AMONG = """
            select tenant_id, customer_id
            from erased_customers
            join unnest(:tenants, :customers) as wanted (tenant_id, customer_id) using (tenant_id, customer_id)
            """;

    private final JdbcClient jdbc;

    ErasedCustomers(@Worker JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** A customer of a workspace. */
    public record Key(TenantId tenantId, UUID customerId) {}

    /**
     * Those of the given customers that are erased. Until the caller's transaction ends no other customer is marked as
     * erased, so that it may write about the rest; many may write at once.
     */
    public Set<Key> among(Collection<Key> customers) {
        if (customers.isEmpty()) {
            return Set.of();
        }
        jdbc.sql(WRITING).query(row -> {});
        return Set.copyOf(jdbc.sql(AMONG)
                .param(
                        "tenants",
                        new SqlArrayValue(
                                "uuid",
                                customers.stream()
                                        .map(key -> key.tenantId().value())
                                        .toArray()))
                .param(
                        "customers",
                        new SqlArrayValue(
                                "uuid", customers.stream().map(Key::customerId).toArray()))
                .query((row, number) -> new Key(
                        new TenantId(row.getObject("tenant_id", UUID.class)), row.getObject("customer_id", UUID.class)))
                .list());
    }

    /** Marks one, after all who write have ended. */
    void mark(Key customer, Instant at) {
        jdbc.sql(MARKING).query(row -> {});
        jdbc.sql(MARK)
                .param("tenant", customer.tenantId().value())
                .param("customer", customer.customerId())
                .param("at", Timestamp.from(at))
                .update();
    }
}
