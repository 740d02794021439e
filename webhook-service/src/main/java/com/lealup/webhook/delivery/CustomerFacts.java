package com.lealup.webhook.delivery;

import com.lealup.platform.database.Worker;
import com.lealup.platform.identity.TenantId;
import com.lealup.webhook.erasure.ErasedCustomers;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.SqlArrayValue;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * What filters ask about a customer that the fact at hand does not say: a score does not tell the revenue, nor a change
 * of the customer the band. Written only when something changes.
 */
@Component
class CustomerFacts {

    private static final String REMEMBER_CUSTOMERS = """
            insert into customer_facts (tenant_id, customer_id, arr, customer)
            select *
            from unnest(:tenants, :customers, :arrs, :shown)
            on conflict (tenant_id, customer_id) do update
            set arr = excluded.arr,
                customer = excluded.customer
            where customer_facts.customer is distinct from excluded.customer
            """;

    private static final String REMEMBER_HEALTH = """
            insert into customer_facts (tenant_id, customer_id, health_status, health_score)
            select *
            from unnest(:tenants, :customers, :statuses, :scores)
            on conflict (tenant_id, customer_id) do update
            set health_status = excluded.health_status,
                health_score = excluded.health_score
            where (customer_facts.health_status, customer_facts.health_score)
                is distinct from (excluded.health_status, excluded.health_score)
            """;

    private static final String KNOWN = """
            select tenant_id, customer_id, arr, health_status, health_score, customer
            from customer_facts
            join unnest(:tenants, :customers) as wanted (tenant_id, customer_id) using (tenant_id, customer_id)
            """;

    /** In one order everywhere, so that two listeners never wait for each other. */
    private static final Comparator<ErasedCustomers.Key> BY_ID = Comparator.comparing(ErasedCustomers.Key::customerId)
            .thenComparing(key -> key.tenantId().value());

    private final JdbcClient jdbc;
    private final ErasedCustomers erased;

    CustomerFacts(@Worker JdbcClient jdbc, ErasedCustomers erased) {
        this.jdbc = jdbc;
        this.erased = erased;
    }

    /**
     * What is known of a customer.
     *
     * @param customer as the API shows it, without its health; JSON
     */
    record Known(
            @Nullable BigDecimal arr,
            @Nullable String healthStatus,
            @Nullable Integer healthScore,
            @Nullable String customer) {

        static final Known NOTHING = new Known(null, null, null, null);

        /** What a fact about a customer says. */
        static Known ofCustomer(@Nullable BigDecimal arr, String customer) {
            return new Known(arr, null, null, customer);
        }

        /** What a fact about a customer's health says. */
        static Known ofHealth(@Nullable String status, @Nullable Integer score) {
            return new Known(null, status, score, null);
        }

        /** This, and of the other what this says nothing about. */
        Known or(Known other) {
            return customer == null
                    ? new Known(other.arr, healthStatus, healthScore, other.customer)
                    : new Known(arr, other.healthStatus, other.healthScore, customer);
        }
    }

    /** Keeps what these facts about customers say, the last of each; part of the caller's transaction. */
    @Transactional(transactionManager = "workerTransactionManager", propagation = Propagation.MANDATORY)
    public void rememberCustomers(List<Map.Entry<ErasedCustomers.Key, Known>> said) {
        var last = last(said);
        if (!last.isEmpty()) {
            about(REMEMBER_CUSTOMERS, last)
                    .param("arrs", values("numeric", last, Known::arr))
                    .param("shown", values("text", last, Known::customer))
                    .update();
        }
    }

    /** Keeps what these facts about customers' health say, the last of each; part of the caller's transaction. */
    @Transactional(transactionManager = "workerTransactionManager", propagation = Propagation.MANDATORY)
    public void rememberHealth(List<Map.Entry<ErasedCustomers.Key, Known>> said) {
        var last = last(said);
        if (!last.isEmpty()) {
            about(REMEMBER_HEALTH, last)
                    .param("statuses", values("text", last, Known::healthStatus))
                    .param("scores", values("int4", last, Known::healthScore))
                    .update();
        }
    }

    private Map<ErasedCustomers.Key, Known> last(List<Map.Entry<ErasedCustomers.Key, Known>> said) {
        var last = new TreeMap<ErasedCustomers.Key, Known>(BY_ID);
        said.forEach(one -> last.put(one.getKey(), one.getValue()));
        erased.among(last.keySet()).forEach(last::remove);
        return last;
    }

    private JdbcClient.StatementSpec about(String sql, Map<ErasedCustomers.Key, Known> last) {
        return jdbc.sql(sql)
                .param("tenants", uuids(last.keySet(), key -> key.tenantId().value()))
                .param("customers", uuids(last.keySet(), ErasedCustomers.Key::customerId));
    }

    private static SqlArrayValue values(
            String type, Map<ErasedCustomers.Key, Known> last, Function<Known, @Nullable Object> value) {
        return new SqlArrayValue(type, last.values().stream().map(value).toArray());
    }

    /** What is known of these customers; those of whom nothing is are missing. */
    @Transactional(transactionManager = "workerTransactionManager", propagation = Propagation.MANDATORY)
    public Map<ErasedCustomers.Key, Known> of(Collection<ErasedCustomers.Key> customers) {
        var known = new HashMap<ErasedCustomers.Key, Known>();
        if (!customers.isEmpty()) {
            jdbc.sql(KNOWN)
                    .param("tenants", uuids(customers, key -> key.tenantId().value()))
                    .param("customers", uuids(customers, ErasedCustomers.Key::customerId))
                    .query(row -> {
                        known.put(
                                new ErasedCustomers.Key(
                                        new TenantId(row.getObject("tenant_id", UUID.class)),
                                        row.getObject("customer_id", UUID.class)),
                                new Known(
                                        row.getBigDecimal("arr"),
                                        row.getString("health_status"),
                                        row.getObject("health_score", Integer.class),
                                        row.getString("customer")));
                    });
        }
        return known;
    }

    private static SqlArrayValue uuids(Collection<ErasedCustomers.Key> keys, Function<ErasedCustomers.Key, UUID> part) {
        return new SqlArrayValue("uuid", keys.stream().map(part).toArray());
    }
}
