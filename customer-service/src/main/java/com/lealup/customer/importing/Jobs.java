package com.lealup.customer.importing;

import com.lealup.platform.correlation.Correlation;
import com.lealup.platform.identity.TenantId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/** The jobs of the caller's workspace. */
@Component
class Jobs {

    private static final int SHOWN_ERRORS = 100;

    private static final String INSERT = """
            insert into import_jobs (
                tenant_id, id, kind, state, mode, conflict_resolution, notify, latin1, header, actor, request_id, total,
                created_at, finished_at)
            values (
                :tenant, :id, :kind, case when :total = 0 then 'completed' else 'queued' end, :mode, :resolution,
                :notify, :latin1, :header, cast(:actor as jsonb), :requestId, :total, :now,
                case when :total = 0 then cast(:now as timestamptz) end)
            """;

    private static final String SELECT = """
            select id, kind, state, mode, conflict_resolution, notify, total, processed, created, updated, skipped,
                failed, failure, created_at, finished_at
            from import_jobs
            where tenant_id = :tenant
            """;

    private static final String ERRORS = """
            select row_index, place, code, message, pointer
            from import_errors
            where tenant_id = :tenant
              and job_id = :id
              and (row_index, place) > (:afterRow, :afterPlace)
            order by row_index, place
            limit :most
            """;

    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final InstantSource clock;

    Jobs(JdbcClient jdbc, JsonMapper json, InstantSource clock) {
        this.jdbc = jdbc;
        this.json = json;
        this.clock = clock;
    }

    /** An error, and its place in the list of errors. */
    record PlacedError(JobView.RowError error, int place) {}

    /** Starts a job within the caller's transaction; one without rows is completed at once. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void start(NewJob job) {
        jdbc.sql(INSERT)
                .param("tenant", job.caller().tenantId().value())
                .param("id", job.id().value())
                .param("kind", job.kind().word())
                .param("mode", job.rule().mode().word())
                .param("resolution", job.rule().resolution().word())
                .param("notify", job.rule().notifies())
                .param("latin1", job.latin1())
                .param("header", job.header().toArray(String[]::new))
                .param("actor", json.writeValueAsString(Actor.of(job.caller())))
                .param("requestId", Correlation.current().requestId())
                .param("total", job.total())
                .param("now", clock.instant().truncatedTo(ChronoUnit.MICROS).atOffset(ZoneOffset.UTC))
                .update();
    }

    /** One job, with the first of its errors. */
    @Transactional(readOnly = true)
    public Optional<JobView> find(TenantId tenant, JobId id) {
        return jdbc.sql(SELECT + "  and id = :id\n")
                .param("tenant", tenant.value())
                .param("id", id.value())
                .query(Jobs::job)
                .optional()
                .map(job -> job.with(errors(tenant, id, -1, -1, SHOWN_ERRORS).stream()
                        .map(PlacedError::error)
                        .toList()));
    }

    /** The newest first, without their errors. */
    @Transactional(readOnly = true)
    public List<JobView> page(TenantId tenant, @Nullable UUID before, int most) {
        return jdbc.sql(SELECT + (before == null ? "" : "  and id < :before\n") + "order by id desc\nlimit :most\n")
                .param("tenant", tenant.value())
                .param("most", most)
                .params(before == null ? Map.of() : Map.of("before", before))
                .query(Jobs::job)
                .list();
    }

    /** The errors that were kept, in the order of the rows. */
    @Transactional(readOnly = true)
    public List<PlacedError> errors(TenantId tenant, JobId id, long afterRow, int afterPlace, int most) {
        return jdbc.sql(ERRORS)
                .param("tenant", tenant.value())
                .param("id", id.value())
                .param("afterRow", afterRow)
                .param("afterPlace", afterPlace)
                .param("most", most)
                .query((row, number) -> new PlacedError(
                        new JobView.RowError(
                                row.getLong("row_index"),
                                row.getString("code"),
                                row.getString("message"),
                                row.getString("pointer")),
                        row.getInt("place")))
                .list();
    }

    private static JobView job(ResultSet row, int number) throws SQLException {
        return new JobView(
                new JobId(row.getObject("id", UUID.class)).toString(),
                JobKind.of(row.getString("kind")),
                row.getString("state"),
                row.getString("mode"),
                row.getString("conflict_resolution"),
                row.getBoolean("notify"),
                row.getLong("total"),
                row.getLong("processed"),
                row.getLong("created"),
                row.getLong("updated"),
                row.getLong("skipped"),
                row.getLong("failed"),
                row.getString("failure"),
                List.of(),
                instant(row.getObject("created_at", OffsetDateTime.class)),
                row.getObject("finished_at", OffsetDateTime.class) == null
                        ? null
                        : instant(row.getObject("finished_at", OffsetDateTime.class)));
    }

    private static Instant instant(OffsetDateTime column) {
        return column.toInstant();
    }
}
