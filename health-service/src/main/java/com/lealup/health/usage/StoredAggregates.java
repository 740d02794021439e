package com.lealup.health.usage;

import com.lealup.health.customer.CustomerKey;
import com.lealup.health.customer.CustomerKeys;
import com.lealup.health.score.UsageAggregates;
import com.lealup.health.score.UsageAggregates.UsageDay;
import com.lealup.health.scoring.KnownUsage;
import com.lealup.platform.database.Worker;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The aggregates as scoring reads them: one row for each customer, its days and features as arrays. */
@Repository
class StoredUsage implements KnownUsage {

    /** The longest window of any model, and a day. */
    private static final int DAYS = 40;

    /** More distinct features than any curve tells apart; what a day's features fade to is the same for all of them. */
    private static final int FEATURES = 64;

    private static final String READ = """
            select known.tenant_id, known.customer_id, known.last_event_at, days.days, days.users, features.last_days
            from unnest(cast(:tenants as uuid[]), cast(:customers as uuid[])) as wanted (tenant_id, customer_id)
            join usage_customers as known using (tenant_id, customer_id)
            cross join lateral (
              select array_agg(day - date '1970-01-01') as days, array_agg(users) as users
              from usage_days
              where usage_days.tenant_id = wanted.tenant_id
                and usage_days.customer_id = wanted.customer_id
                and usage_days.day >= cast(:from as date)) as days
            cross join lateral (
              select array_agg(last_day - date '1970-01-01') as last_days
              from (
                select last_day
                from usage_features
                where usage_features.tenant_id = wanted.tenant_id
                  and usage_features.customer_id = wanted.customer_id
                  and usage_features.last_day >= cast(:from as date)
                order by last_day desc
                limit %d) as latest) as features
            """.formatted(FEATURES);

    private final JdbcClient jdbc;

    StoredUsage(@Worker JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public Map<CustomerKey, UsageAggregates> of(Collection<CustomerKey> customers, Instant now) {
        var known = new HashMap<CustomerKey, UsageAggregates>();
        if (customers.isEmpty()) {
            return known;
        }
        jdbc.sql(READ)
                .param("tenants", CustomerKeys.tenants(customers, key -> key))
                .param("customers", CustomerKeys.customers(customers, key -> key))
                .param(
                        "from",
                        now.atZone(ZoneOffset.UTC).toLocalDate().minusDays(DAYS).toString())
                .query(row -> {
                    known.put(
                            CustomerKey.of(row.getObject(1, UUID.class), row.getObject(2, UUID.class)),
                            aggregates(row));
                });
        return known;
    }

    private static UsageAggregates aggregates(ResultSet row) throws SQLException {
        var days = integers(row, "days");
        var users = integers(row, "users");
        var known = new ArrayList<UsageDay>();
        for (int i = 0; i < days.size(); i++) {
            known.add(new UsageDay(LocalDate.ofEpochDay(days.get(i)), users.get(i)));
        }
        return new UsageAggregates(
                known,
                integers(row, "last_days").stream().map(LocalDate::ofEpochDay).toList(),
                row.getObject("last_event_at", OffsetDateTime.class).toInstant());
    }

    private static List<Integer> integers(ResultSet row, String column) throws SQLException {
        var array = row.getArray(column);
        return array == null ? List.of() : List.of((Integer[]) array.getArray());
    }
}
