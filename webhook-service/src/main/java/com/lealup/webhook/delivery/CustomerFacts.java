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
 * of the customer the band. Written only when one of them changes.
 */
@Component
class CustomerFacts {

    private static final String REMEMBER_ARR = """
            insert into customer_facts (tenant_id, customer_id, arr)
            select *
            from unnest(:tenants, :customers, :values)
            on conflict (tenant_id, customer_id) do update
            set arr = excluded.arr
            where customer_facts.arr is distinct from excluded.arr
            """;

    private static final String REMEMBER_STATUS = """
            insert into customer_facts (tenant_id, customer_id, health_status)
            select *
            from unnest(:tenants, :customers, :values)
            on conflict (tenant_id, customer_id) do update
            set health_status = excluded.health_status
            where customer_facts.health_status is distinct from excluded.health_status
            """;

    private static final String KNOWN = """
            select tenant_id, customer_id, arr, health_status
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

    /** What is known of a customer. */
    record Known(@Nullable BigDecimal arr, @Nullable String healthStatus) {

        static final Known NOTHING = new Known(null, null);

        /** This, and of the other what this says nothing about. */
        Known or(Known other) {
            return new Known(arr == null ? other.arr : arr, healthStatus == null ? other.healthStatus : healthStatus);
        }
    }

    /** Keeps what these customers are worth, the last of each; part of the caller's transaction. */
    @Transactional(transactionManager = "workerTransactionManager", propagation = Propagation.MANDATORY)
    public void rememberArr(List<Map.Entry<ErasedCustomers.Key, @Nullable BigDecimal>> changes) {
        remember(REMEMBER_ARR, "numeric", changes);
    }

    /** Keeps which band these customers are in, the last of each; part of the caller's transaction. */
    @Transactional(transactionManager = "workerTransactionManager", propagation = Propagation.MANDATORY)
    public void rememberStatus(List<Map.Entry<ErasedCustomers.Key, @Nullable String>> changes) {
        remember(REMEMBER_STATUS, "text", changes);
    }

    private <T> void remember(String sql, String type, List<Map.Entry<ErasedCustomers.Key, @Nullable T>> changes) {
        var last = new TreeMap<ErasedCustomers.Key, @Nullable T>(BY_ID);
        changes.forEach(change -> last.put(change.getKey(), change.getValue()));
        erased.among(last.keySet()).forEach(last::remove);
        if (last.isEmpty()) {
            return;
        }
        jdbc.sql(sql)
                .param("tenants", uuids(last.keySet(), key -> key.tenantId().value()))
                .param("customers", uuids(last.keySet(), ErasedCustomers.Key::customerId))
                .param("values", new SqlArrayValue(type, last.values().toArray()))
                .update();
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
                                new Known(row.getBigDecimal("arr"), row.getString("health_status")));
                    });
        }
        return known;
    }

    private static SqlArrayValue uuids(Collection<ErasedCustomers.Key> keys, Function<ErasedCustomers.Key, UUID> part) {
        return new SqlArrayValue("uuid", keys.stream().map(part).toArray());
    }
}
