package com.lealup.health.rollout;

import com.lealup.health.customer.CustomerKey;
import com.lealup.health.customer.CustomerKeys;
import com.lealup.health.score.CustomerAggregates;
import com.lealup.health.score.EventAggregates;
import com.lealup.health.score.HealthModel;
import com.lealup.platform.identity.TenantId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.stream.LongStream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Whom a preview looks at, and what a model would newly see of them. */
@Repository
class PreviewCustomers {

    /** Beyond these a sample says the same. */
    private static final int MOST = 200_000;

    private static final String COUNT = """
            select count(*)
            from health_scores
            join customers using (tenant_id, customer_id)
            where health_scores.tenant_id = :tenant
              and health_scores.revision > 0
              and deleted_at is null
            """;

    private static final String SELECT = """
            select health_scores.customer_id
            from health_scores
            join customers using (tenant_id, customer_id)
            where health_scores.tenant_id = :tenant
              and health_scores.revision > 0
              and deleted_at is null
              and (:each = 1 or hashtextextended(health_scores.customer_id::text, 0) %% :each = 0)
            order by health_scores.customer_id
            limit %d
            """.formatted(MOST);

    private static final String RECALL = """
            select tenant_id, customer_id, member, array_agg(day - date '1970-01-01' order by day) as days
            from usage_members
            join unnest(cast(:tenants as uuid[]), cast(:customers as uuid[])) as wanted (tenant_id, customer_id)
              using (tenant_id, customer_id)
            where kind = 2
              and member = any (:names)
            group by tenant_id, customer_id, member
            """;

    private final JdbcClient jdbc;

    PreviewCustomers(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Customers to look at.
     *
     * @param total how many there are
     */
    record Selected(long total, List<CustomerKey> keys) {}

    Selected select(TenantId tenant) {
        var total = jdbc.sql(COUNT)
                .param("tenant", tenant.value())
                .query((row, number) -> row.getLong(1))
                .single();
        var keys = jdbc.sql(SELECT)
                .param("tenant", tenant.value())
                .param("each", Math.max(1, Math.ceilDiv(total, MOST)))
                .query((row, number) -> CustomerKey.of(tenant.value(), row.getObject(1, UUID.class)))
                .list();
        return new Selected(total, keys);
    }

    /** What names that mean something only to the other model would add to what is known. */
    BiFunction<CustomerKey, CustomerAggregates, CustomerAggregates> recall(
            List<CustomerKey> customers, HealthModel current, HealthModel other) {
        var names = news(current, other);
        if (names.length == 0) {
            return (customer, known) -> known;
        }
        Map<CustomerKey, List<EventAggregates>> found = new HashMap<>();
        jdbc.sql(RECALL)
                .param("tenants", CustomerKeys.tenants(customers, key -> key))
                .param("customers", CustomerKeys.customers(customers, key -> key))
                .param("names", names)
                .query(row -> {
                    var key = CustomerKey.of(
                            row.getObject("tenant_id", UUID.class), row.getObject("customer_id", UUID.class));
                    found.computeIfAbsent(key, any -> new ArrayList<>()).add(event(row));
                });
        return (customer, known) -> known.and(found.getOrDefault(customer, List.of()));
    }

    private static EventAggregates event(ResultSet row) throws SQLException {
        var days = Arrays.stream((Integer[]) row.getArray("days").getArray())
                .map(LocalDate::ofEpochDay)
                .toList();
        var end = days.getLast().plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
        return new EventAggregates(row.getLong("member"), days, end.minus(1, ChronoUnit.MICROS));
    }

    private static long[] news(HealthModel current, HealthModel other) {
        var known = LongStream.of(RecalledNames.of(current)).boxed().toList();
        return LongStream.of(RecalledNames.of(other))
                .filter(name -> !known.contains(name))
                .toArray();
    }
}
