package com.lealup.health.calibration;

import com.lealup.platform.identity.TenantId;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** Looks back from who has left to what their scores said. */
@Repository
class Calibration {

    private static final Duration YEAR = Duration.ofDays(365);
    private static final Duration QUARTER = Duration.ofDays(90);
    private static final int DECIMALS = 4;

    /**
     * The lowest band that a score was in during the 60th to the 90th day before, what it was when that began included.
     */
    private static final String WARNED = """
            select count(*) as churned, count(warned.below) as known, count(*) filter (where warned.below) as below
            from churned_scores as churned
            cross join lateral (
              select bool_or(status <> 'healthy') as below
              from (
                select status
                from score_changes as changes
                where changes.tenant_id = churned.tenant_id
                  and changes.customer_id = churned.customer_id
                  and changes.at > churned.churned_at - interval '90 days'
                  and changes.at <= churned.churned_at - interval '60 days'
                union all (
                  select status
                  from score_changes as changes
                  where changes.tenant_id = churned.tenant_id
                    and changes.customer_id = churned.customer_id
                    and changes.at <= churned.churned_at - interval '90 days'
                  order by changes.at desc, changes.revision desc
                  limit 1)) as bands) as warned
            where churned.tenant_id = :tenant
              and churned.churned_at > cast(:since as timestamptz)
            """;

    private static final String LIFT = """
            select count(*) as customers, count(churned.customer_id) as churned,
              count(*) filter (where earlier.status = 'at_risk') as at_risk,
              count(churned.customer_id) filter (where earlier.status = 'at_risk') as at_risk_churned
            from customers
            cross join lateral (
              select status
              from score_changes as changes
              where changes.tenant_id = customers.tenant_id
                and changes.customer_id = customers.customer_id
                and changes.at <= cast(:since as timestamptz)
              order by changes.at desc, changes.revision desc
              limit 1) as earlier
            left join churned_scores as churned
              on churned.tenant_id = customers.tenant_id
              and churned.customer_id = customers.customer_id
              and churned.churned_at > cast(:since as timestamptz)
            where customers.tenant_id = :tenant
              and not exists (
                select
                from churned_scores as gone
                where gone.tenant_id = customers.tenant_id
                  and gone.customer_id = customers.customer_id
                  and gone.churned_at <= cast(:since as timestamptz))
            """;

    private final JdbcClient jdbc;

    Calibration(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * What scores said beforehand.
     *
     * @param warned of those who churned in the last year
     * @param lift of those who had a score 90 days ago
     */
    record Report(Warned warned, Lift lift) {}

    /**
     * Whether a score was below healthy 60 to 90 days before its customer churned.
     *
     * @param churned in the last year
     * @param withScore those of them who had a score then
     * @param belowHealthy those of them whose score was below healthy at some time in these 30 days
     * @param share of {@code withScore}, or null if there is none
     */
    record Warned(
            long churned,
            long withScore,
            long belowHealthy,
            @Nullable BigDecimal share) {}

    /**
     * How much likelier customers at risk were to churn within 90 days.
     *
     * @param customers with a score 90 days ago who had not churned
     * @param churned those of them who have churned since
     * @param atRisk those of {@code customers} who were at risk
     * @param atRiskChurned those of {@code atRisk} who have churned since
     * @param lift the churn rate of those at risk over that of all; null if nobody was at risk or nobody has churned
     */
    record Lift(
            long customers,
            long churned,
            long atRisk,
            long atRiskChurned,
            @Nullable BigDecimal lift) {}

    @Transactional(readOnly = true)
    public Report of(TenantId tenant, Instant now) {
        return new Report(warned(tenant, now.minus(YEAR)), lift(tenant, now.minus(QUARTER)));
    }

    private Warned warned(TenantId tenant, Instant since) {
        return jdbc.sql(WARNED)
                .param("tenant", tenant.value())
                .param("since", since.toString())
                .query((row, number) -> new Warned(
                        row.getLong("churned"),
                        row.getLong("known"),
                        row.getLong("below"),
                        share(row.getLong("below"), row.getLong("known"))))
                .single();
    }

    private Lift lift(TenantId tenant, Instant since) {
        return jdbc.sql(LIFT)
                .param("tenant", tenant.value())
                .param("since", since.toString())
                .query((row, number) -> new Lift(
                        row.getLong("customers"),
                        row.getLong("churned"),
                        row.getLong("at_risk"),
                        row.getLong("at_risk_churned"),
                        share(
                                row.getLong("at_risk_churned") * row.getLong("customers"),
                                row.getLong("at_risk") * row.getLong("churned"))))
                .single();
    }

    private static @Nullable BigDecimal share(long part, long whole) {
        return whole == 0
                ? null
                : BigDecimal.valueOf(part).divide(BigDecimal.valueOf(whole), DECIMALS, RoundingMode.HALF_EVEN);
    }
}
