package com.lealup.gateway.audit;

import com.lealup.platform.consumer.DeadLetterErasure;
import com.lealup.platform.database.Worker;
import com.lealup.platform.identity.TenantId;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.SqlArrayValue;
import org.springframework.stereotype.Repository;

/** Which customers are gone for good, and what that does to the entries about them. */
@Repository
class ErasedCustomers {

    private static final String WRITING = """
            select pg_advisory_xact_lock_shared(hashtextextended('gateway.erasure', 0))
            """;

    private static final String MARKING = """
            select pg_advisory_xact_lock(hashtextextended('gateway.erasure', 0))
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

    private static final String ERASE = """
            select erase_audit_of_customer(:tenant, :customer)
            """;

    private static final String SILENCED = "{\"erased\": true}";

    private final JdbcClient jdbc;
    private final DeadLetterErasure deadLetters;

    ErasedCustomers(@Worker JdbcClient jdbc, DeadLetterErasure deadLetters) {
        this.jdbc = jdbc;
        this.deadLetters = deadLetters;
    }

    /** A customer of a workspace. */
    record Key(TenantId tenantId, String customerId) {}

    /**
     * The entries, without contents where they are about an erased customer; until the caller's transaction ends, no
     * other one is erased.
     */
    List<AuditEntry> silenced(List<AuditEntry> entries) {
        var customers = entries.stream()
                .filter(ErasedCustomers::isAboutACustomer)
                .map(ErasedCustomers::customer)
                .collect(Collectors.toSet());
        if (customers.isEmpty()) {
            return entries;
        }
        var gone = among(customers);
        return entries.stream()
                .map(entry -> isAboutACustomer(entry) && gone.contains(customer(entry))
                        ? entry.saying(SILENCED, SILENCED)
                        : entry)
                .toList();
    }

    private static boolean isAboutACustomer(AuditEntry entry) {
        return entry.subject().type().equals("customer");
    }

    private static Key customer(AuditEntry entry) {
        return new Key(entry.tenantId(), entry.subject().id());
    }

    /** Those of the given customers that are erased; until the caller's transaction ends, no other one is. */
    private Set<Key> among(Collection<Key> customers) {
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
                                "text", customers.stream().map(Key::customerId).toArray()))
                .query((row, number) ->
                        new Key(new TenantId(row.getObject("tenant_id", UUID.class)), row.getString("customer_id")))
                .list());
    }

    /**
     * Takes away what the entries about a customer say of it, once all who write have ended, and what was set aside of
     * it; says how many of each kind that were.
     */
    Map<String, Long> erase(Key customer, Instant at) {
        jdbc.sql(MARKING).query(row -> {});
        jdbc.sql(MARK)
                .param("tenant", customer.tenantId().value())
                .param("customer", customer.customerId())
                .param("at", Timestamp.from(at))
                .update();
        var entries = jdbc.sql(ERASE)
                .param("tenant", customer.tenantId().value())
                .param("customer", customer.customerId())
                .query(Long.class)
                .single();
        return Map.of(
                "audit_entries",
                entries,
                "dead_letters",
                deadLetters.erase(jdbc, customer.tenantId(), customer.customerId()));
    }
}
