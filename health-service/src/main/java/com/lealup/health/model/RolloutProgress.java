package com.lealup.health.model;

import com.lealup.platform.identity.TenantId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** How far the customers of a workspace are scored by its newest model. */
@Repository
class RolloutProgress {

    private static final String COUNT = """
            select count(*) as total, count(*) filter (where model_version >= :version) as done
            from health_scores
            where tenant_id = :tenant
              and revision > 0
            """;

    private final JdbcClient jdbc;

    RolloutProgress(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Where a roll-out stands.
     *
     * @param state {@code running} or {@code completed}
     * @param total customers with a score
     * @param done those of them scored by this version or a later one
     */
    record Progress(String state, long total, long done) {}

    @Transactional(readOnly = true)
    public Progress of(TenantId tenant, ModelVersion version) {
        return jdbc.sql(COUNT)
                .param("tenant", tenant.value())
                .param("version", version.version())
                .query((row, number) -> new Progress(
                        version.isRollingOut() ? "running" : "completed", row.getLong("total"), row.getLong("done")))
                .single();
    }
}
