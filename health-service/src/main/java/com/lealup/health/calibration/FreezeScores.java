package com.lealup.health.calibration;

import com.lealup.health.customer.CustomerKeys;
import com.lealup.health.customer.CustomersChurned;
import com.lealup.platform.database.Worker;
import java.util.Map;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Keeps the score as it stood when a customer churned. */
@Component
class FreezeScores {

    private static final String FREEZE = """
            insert into churned_scores as known (
              tenant_id, customer_id, churned_at, score, status, model_version, dimensions)
            select news.tenant_id, news.customer_id, news.churned_at, score, status, model_version, dimensions
            from unnest(cast(:tenants as uuid[]), cast(:customers as uuid[]), cast(:ats as timestamptz[]))
              as news (tenant_id, customer_id, churned_at)
            left join health_scores using (tenant_id, customer_id)
            order by news.tenant_id, news.customer_id
            on conflict (tenant_id, customer_id) do update
            set churned_at = excluded.churned_at,
              score = excluded.score,
              status = excluded.status,
              model_version = excluded.model_version,
              dimensions = excluded.dimensions
            where known.churned_at < excluded.churned_at
            """;

    private final JdbcClient jdbc;

    FreezeScores(@Worker JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @EventListener
    void on(CustomersChurned churned) {
        var rows = churned.churnedAt().entrySet();
        jdbc.sql(FREEZE)
                .param("tenants", CustomerKeys.tenants(rows, Map.Entry::getKey))
                .param("customers", CustomerKeys.customers(rows, Map.Entry::getKey))
                .param(
                        "ats",
                        rows.stream().map(row -> row.getValue().toString()).toArray(String[]::new))
                .update();
    }
}
