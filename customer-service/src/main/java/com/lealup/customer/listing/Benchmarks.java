package com.lealup.customer.listing;

import com.lealup.customer.account.CustomerRows;
import com.lealup.customer.account.CustomerView;
import com.lealup.customer.listing.Benchmark.Measure;
import com.lealup.platform.identity.TenantId;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Compares a customer with others. It reads each of them once: it costs what there is to compare with. */
@Component
class Benchmarks {

    private static final String COLUMNS = """
            select count(*) as customers,
                   %s,
                   %s
            """.formatted(measure("score", "h.score", 1), measure("arr", "c.arr", 2));

    private final JdbcClient jdbc;

    Benchmarks(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * The comparison.
     *
     * @param segmentId whose filter it is; null for none
     */
    @Transactional(readOnly = true)
    public Benchmark compare(
            TenantId tenant, CustomerView customer, @Nullable String segmentId, CustomerFilter filter) {
        return jdbc.sql(COLUMNS + CustomerRows.TABLES + "where " + String.join("\n  and ", filter.conditions()))
                .param("tenant", tenant.value())
                .param("score", customer.healthScore())
                .param("arr", customer.arr())
                .params(filter.parameters())
                .query((row, number) -> new Benchmark(
                        customer.id(),
                        segmentId,
                        row.getLong("customers"),
                        measure(row, "score", decimal(customer.healthScore())),
                        measure(row, "arr", customer.arr())))
                .single();
    }

    private static String measure(String name, String column, int decimals) {
        return """
                count(%2$s) as %1$s_customers,
                       round(cast(percentile_cont(0.25) within group (order by %2$s) as numeric), %3$d) as %1$s_lower,
                       round(cast(percentile_cont(0.5) within group (order by %2$s) as numeric), %3$d) as %1$s_median,
                       round(cast(percentile_cont(0.75) within group (order by %2$s) as numeric), %3$d) as %1$s_upper,
                       round(cast(count(*) filter (where %2$s < cast(:%1$s as numeric)) as numeric)
                             / nullif(count(%2$s), 0), 4) as %1$s_below""".formatted(name, column, decimals);
    }

    private static Measure measure(ResultSet row, String name, @Nullable BigDecimal own) throws SQLException {
        return new Measure(
                own,
                row.getLong(name + "_customers"),
                shortest(row.getBigDecimal(name + "_lower")),
                shortest(row.getBigDecimal(name + "_median")),
                shortest(row.getBigDecimal(name + "_upper")),
                own == null ? null : shortest(row.getBigDecimal(name + "_below")));
    }

    private static @Nullable BigDecimal decimal(@Nullable Integer number) {
        return number == null ? null : BigDecimal.valueOf(number);
    }

    private static @Nullable BigDecimal shortest(@Nullable BigDecimal number) {
        if (number == null) {
            return null;
        }
        var stripped = number.stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }
}
