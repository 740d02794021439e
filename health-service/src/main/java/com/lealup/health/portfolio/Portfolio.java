package com.lealup.health.portfolio;

import com.lealup.health.portfolio.Summary.Band;
import com.lealup.health.portfolio.Summary.Drop;
import com.lealup.health.portfolio.Summary.Mover;
import com.lealup.health.portfolio.Summary.Movers;
import com.lealup.platform.id.Ulids;
import com.lealup.platform.identity.TenantId;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** Scores and customers of a workspace, read together. */
@Repository
class Portfolio {

    private static final String BANDS = """
            select coalesce(scores.status, 'no_score') as band, count(*) as customers,
              coalesce(sum(customers.arr), 0) as arr, coalesce(sum(scores.score), 0) as points
            from customers
            left join health_scores as scores using (tenant_id, customer_id)
            where customers.tenant_id = :tenant
              and customers.deleted_at is null
            group by band
            """;

    /** Only who changed since then is asked what it was before; a model or a person who set it moves nobody. */
    private static final String MOVERS = """
            select customer_id, name, arr, score_before, score, score - score_before as change, status
            from (
              select scores.customer_id, customers.name, customers.arr, scores.score, scores.status, (
                  select coalesce(changes.score_before, changes.score)
                  from score_changes as changes
                  where changes.tenant_id = scores.tenant_id
                    and changes.customer_id = scores.customer_id
                    and changes.at > cast(:since as timestamptz)
                    and changes.cause in ('behaviour', 'time')
                    and not exists (
                      select
                      from score_changes as later
                      where later.tenant_id = changes.tenant_id
                        and later.customer_id = changes.customer_id
                        and later.at > changes.at
                        and later.cause in ('model', 'override'))
                  order by changes.at, changes.revision
                  limit 1) as score_before
              from health_scores as scores
              join customers using (tenant_id, customer_id)
              where scores.tenant_id = :tenant
                and scores.scored_at > cast(:since as timestamptz)
                and customers.deleted_at is null) as moved
            where (score - score_before) * :sign > 0
            order by (score - score_before) * :sign desc, customer_id
            limit :limit
            """;

    private static final String DROPS = """
            select customer_id, name, at, score_from, score, recovered_at
            from sharp_drops
            join customers using (tenant_id, customer_id)
            where tenant_id = :tenant
              and at > cast(:since as timestamptz)
              and deleted_at is null
            order by at desc, customer_id
            limit :limit
            """;

    private static final Duration WEEK = Duration.ofDays(7);
    private static final int FEW = 10;
    private static final List<String> ALL_BANDS = List.of("healthy", "neutral", "at_risk", "no_score");

    private final JdbcClient jdbc;

    Portfolio(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    private record Row(String band, long customers, BigDecimal arr, long points) {}

    @Transactional(readOnly = true)
    public Summary summary(TenantId tenant, Instant now) {
        var rows = jdbc.sql(BANDS)
                .param("tenant", tenant.value())
                .query((row, number) -> new Row(
                        row.getString("band"),
                        row.getLong("customers"),
                        row.getBigDecimal("arr"),
                        row.getLong("points")))
                .list();
        var bands = bands(rows);
        var since = now.minus(WEEK);
        return new Summary(
                rows.stream().mapToLong(Row::customers).sum(),
                rows.stream().map(Row::arr).reduce(BigDecimal.ZERO, BigDecimal::add),
                average(rows),
                bands,
                new Movers(movers(tenant, since, true, FEW), movers(tenant, since, false, FEW)),
                drops(tenant, since));
    }

    private static Map<String, Band> bands(List<Row> rows) {
        var bands = new LinkedHashMap<String, Band>();
        ALL_BANDS.forEach(band -> bands.put(band, new Band(0, BigDecimal.ZERO)));
        rows.forEach(row -> bands.put(row.band(), new Band(row.customers(), row.arr())));
        return bands;
    }

    private static @Nullable BigDecimal average(List<Row> rows) {
        var scored = rows.stream().filter(row -> !row.band().equals("no_score")).toList();
        var count = scored.stream().mapToLong(Row::customers).sum();
        return count == 0
                ? null
                : BigDecimal.valueOf(scored.stream().mapToLong(Row::points).sum())
                        .divide(BigDecimal.valueOf(count), 2, RoundingMode.HALF_EVEN);
    }

    /** Whose score rose most since an instant, or fell most. */
    @Transactional(readOnly = true)
    public List<Mover> movers(TenantId tenant, Instant since, boolean up, int limit) {
        return jdbc.sql(MOVERS)
                .param("tenant", tenant.value())
                .param("since", since.toString())
                .param("sign", up ? 1 : -1)
                .param("limit", limit)
                .query(Portfolio::mover)
                .list();
    }

    private List<Drop> drops(TenantId tenant, Instant since) {
        return jdbc.sql(DROPS)
                .param("tenant", tenant.value())
                .param("since", since.toString())
                .param("limit", FEW)
                .query(Portfolio::drop)
                .list();
    }

    private static Mover mover(ResultSet row, int number) throws SQLException {
        return new Mover(
                Ulids.format(row.getObject("customer_id", UUID.class)),
                row.getString("name"),
                row.getBigDecimal("arr"),
                row.getInt("score_before"),
                row.getInt("score"),
                row.getInt("change"),
                row.getString("status"));
    }

    private static Drop drop(ResultSet row, int number) throws SQLException {
        var recovered = row.getObject("recovered_at", OffsetDateTime.class);
        return new Drop(
                Ulids.format(row.getObject("customer_id", UUID.class)),
                row.getString("name"),
                row.getObject("at", OffsetDateTime.class).toInstant(),
                row.getInt("score_from"),
                row.getInt("score"),
                recovered == null ? null : recovered.toInstant());
    }
}
