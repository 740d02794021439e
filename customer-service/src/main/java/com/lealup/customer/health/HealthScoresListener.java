package com.lealup.customer.health;

import com.lealup.platform.consumer.BatchListener;
import com.lealup.platform.consumer.PoisonRecordException;
import com.lealup.platform.consumer.Received;
import com.lealup.platform.database.Worker;
import com.lealup.platform.id.Ulids;
import com.lealup.schemas.Topics;
import com.lealup.schemas.v1.HealthScore;
import com.lealup.schemas.v1.HealthStatus;
import java.util.List;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Shows each customer's latest score; an older revision never replaces a newer one. */
@Component
class HealthScoresListener implements BatchListener<HealthScore> {

    private static final String SHOW = """
            update customer_health h
            set revision = s.revision,
                score = s.score,
                status = s.status
            from unnest(:tenants::uuid[], :customers::uuid[], :revisions::bigint[], :scores::int[], :statuses::text[])
                as s (tenant_id, customer_id, revision, score, status)
            where h.tenant_id = s.tenant_id
              and h.customer_id = s.customer_id
              and h.revision < s.revision
            """;

    private final JdbcClient jdbc;

    HealthScoresListener(@Worker JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public String group() {
        return "customer-service.health-scores";
    }

    @Override
    public String topic() {
        return Topics.HEALTH_SCORES.name();
    }

    @Override
    public Class<HealthScore> type() {
        return HealthScore.class;
    }

    @Override
    public void on(List<Received<HealthScore>> batch) {
        // The newest of each customer, in the order of their keys: two listeners never wait for each other in a circle.
        var newest = new TreeMap<String, Shown>();
        for (var record : batch) {
            var score = record.value();
            // A tombstone follows an erasure, which takes the row away here with the customer's own.
            if (score != null) {
                newest.merge(record.key(), shown(record, score), Shown::newer);
            }
        }
        if (!newest.isEmpty()) {
            show(List.copyOf(newest.values()));
        }
    }

    private void show(List<Shown> scores) {
        jdbc.sql(SHOW)
                .param(
                        "tenants",
                        scores.stream().map(score -> score.tenant().toString()).toArray(String[]::new))
                .param(
                        "customers",
                        scores.stream()
                                .map(score -> score.customer().toString())
                                .toArray(String[]::new))
                .param("revisions", scores.stream().map(Shown::revision).toArray(Long[]::new))
                .param("scores", scores.stream().map(Shown::score).toArray(Integer[]::new))
                .param("statuses", scores.stream().map(Shown::status).toArray(String[]::new))
                .update();
    }

    private static Shown shown(Received<HealthScore> record, HealthScore score) {
        var tenant = Ulids.parse(score.getTenantId())
                .orElseThrow(() -> new PoisonRecordException(record, "invalid_tenant_id", "tenant_id is not a ULID"));
        var customer = Ulids.parse(score.getCustomerId())
                .orElseThrow(
                        () -> new PoisonRecordException(record, "invalid_customer_id", "customer_id is not a ULID"));
        return new Shown(tenant, customer, score.getRevision(), score.getScore(), word(score.getStatus()));
    }

    private static @Nullable String word(@Nullable HealthStatus status) {
        return switch (status) {
            case null -> null;
            case HEALTHY -> HealthBand.HEALTHY.word();
            case NEUTRAL -> HealthBand.NEUTRAL.word();
            case AT_RISK -> HealthBand.AT_RISK.word();
            case UNKNOWN -> null;
        };
    }

    private record Shown(
            UUID tenant,
            UUID customer,
            long revision,
            @Nullable Integer score,
            @Nullable String status) {

        Shown newer(Shown other) {
            return other.revision >= revision ? other : this;
        }
    }
}
