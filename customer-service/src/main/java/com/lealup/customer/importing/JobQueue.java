package com.lealup.customer.importing;

import com.lealup.platform.database.Worker;
import com.lealup.platform.identity.TenantId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * The open jobs of all workspaces. Of each workspace the oldest is worked on, and of the workspaces the one that has
 * waited longest for its turn comes first.
 */
@Component
class JobQueue {

    private static final String CLAIM = """
            with next as (
                select tenant_id, id
                from import_jobs j
                where state in ('queued', 'running')
                  and (lease_until is null or lease_until < clock_timestamp())
                  and not exists (
                    select 1
                    from import_jobs older
                    where older.tenant_id = j.tenant_id
                      and older.state in ('queued', 'running')
                      and older.id < j.id)
                order by (
                    select max(served.served_at)
                    from import_jobs served
                    where served.tenant_id = j.tenant_id
                      and served.state in ('queued', 'running')) nulls first, id
                limit 1
                for update skip locked
            )
            update import_jobs j
            set state = 'running',
                fence = fence + 1,
                lease_until = clock_timestamp() + make_interval(secs => :lease)
            from next
            where j.tenant_id = next.tenant_id
              and j.id = next.id
            returning j.tenant_id, j.id, j.fence, j.kind, j.mode, j.conflict_resolution, j.notify, j.latin1, j.header,
                j.actor::text as actor, j.request_id
            """;

    private static final String HOLD = """
            update import_jobs
            set lease_until = clock_timestamp() + make_interval(secs => :lease)
            where tenant_id = :tenant
              and id = :job
              and fence = :fence
              and state = 'running'
            returning processed, total, failed
            """;

    private static final String TAKE = """
            delete from import_rows
            where tenant_id = :tenant
              and job_id = :job
              and first_row = :row
            returning row_count, content
            """;

    private static final String ADVANCE = """
            update import_jobs
            set processed = processed + :created + :updated + :skipped + :failed,
                created = created + :created,
                updated = updated + :updated,
                skipped = skipped + :skipped,
                failed = failed + :failed,
                attempts = 0
            where tenant_id = :tenant
              and id = :job
            """;

    private static final String KEEP_ERRORS = """
            insert into import_errors (tenant_id, job_id, row_index, place, code, message, pointer)
            select :tenant, :job, row_index, place, code, message, pointer
            from unnest(:rows, :places, :codes, :messages, :pointers) as error (row_index, place, code, message, pointer)
            """;

    private static final String COMPLETE = """
            with rows as (
                delete from import_rows
                where tenant_id = :tenant
                  and job_id = :job
            )
            update import_jobs
            set state = :state,
                failure = :failure,
                lease_until = null,
                finished_at = clock_timestamp()
            where tenant_id = :tenant
              and id = :job
              and fence = :fence
            """;

    private static final String PUT_BACK = """
            update import_jobs
            set lease_until = null,
                served_at = clock_timestamp()
            where tenant_id = :tenant
              and id = :job
              and fence = :fence
            """;

    private static final String OTHERS_WAIT = """
            select exists (
                select 1
                from import_jobs
                where state in ('queued', 'running')
                  and tenant_id <> :tenant
                  and (lease_until is null or lease_until < clock_timestamp()))
            """;

    private static final String COUNT_ATTEMPT = """
            update import_jobs
            set attempts = attempts + 1
            where tenant_id = :tenant
              and id = :job
              and fence = :fence
            returning attempts
            """;

    private static final String SWEEP = """
            delete from import_rows r
            where stored_at < clock_timestamp() - make_interval(secs => :age)
              and not exists (
                select 1
                from import_jobs j
                where j.tenant_id = r.tenant_id
                  and j.id = r.job_id
                  and j.state in ('queued', 'running'))
            """;

    private static final String FORGET = """
            delete from import_jobs
            where finished_at < clock_timestamp() - make_interval(secs => :age)
            """;

    private final JdbcClient jdbc;
    private final JsonMapper json;

    JobQueue(@Worker JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /** Where a job stands. */
    record Standing(long processed, long total, long failed) {}

    /** The next rows of a job. */
    @SuppressWarnings("ArrayRecordComponent") // A row: read once, compared by nobody.
    record Piece(int count, byte[] content) {}

    /** What a batch did. */
    record Tally(int created, int updated, int skipped, int failed) {}

    /** An error of a row; a row may have several. */
    record KeptError(JobView.RowError error, int place) {}

    Optional<Claim> claim(Duration lease) {
        return jdbc.sql(CLAIM)
                .param("lease", lease.toMillis() / 1000.0)
                .query((row, number) -> claim(row))
                .optional();
    }

    /** Locks the job until the transaction ends and renews the lease; empty if another instance has it. */
    Optional<Standing> hold(Claim claim, Duration lease) {
        return bind(HOLD, claim)
                .param("fence", claim.fence())
                .param("lease", lease.toMillis() / 1000.0)
                .query((row, number) ->
                        new Standing(row.getLong("processed"), row.getLong("total"), row.getLong("failed")))
                .optional();
    }

    /** The piece that begins at a row; it is gone when the transaction commits. */
    Piece take(Claim claim, long row) {
        return bind(TAKE, claim)
                .param("row", row)
                .query((found, number) -> new Piece(found.getInt("row_count"), found.getBytes("content")))
                .single();
    }

    void advance(Claim claim, Tally tally, List<KeptError> errors) {
        bind(ADVANCE, claim)
                .param("created", tally.created())
                .param("updated", tally.updated())
                .param("skipped", tally.skipped())
                .param("failed", tally.failed())
                .update();
        if (!errors.isEmpty()) {
            var shown = errors.stream().map(KeptError::error).toList();
            bind(KEEP_ERRORS, claim)
                    .param("rows", shown.stream().map(JobView.RowError::index).toArray(Long[]::new))
                    .param("places", errors.stream().map(KeptError::place).toArray(Integer[]::new))
                    .param("codes", shown.stream().map(JobView.RowError::code).toArray(String[]::new))
                    .param(
                            "messages",
                            shown.stream().map(JobView.RowError::message).toArray(String[]::new))
                    .param(
                            "pointers",
                            shown.stream().map(JobView.RowError::pointer).toArray(String[]::new))
                    .update();
        }
    }

    void complete(Claim claim) {
        end(claim, "completed", null);
    }

    void fail(Claim claim, String failure) {
        end(claim, "failed", failure);
    }

    private void end(Claim claim, String state, @Nullable String failure) {
        bind(COMPLETE, claim)
                .param("fence", claim.fence())
                .param("state", state)
                .param("failure", failure)
                .update();
    }

    void putBack(Claim claim) {
        bind(PUT_BACK, claim).param("fence", claim.fence()).update();
    }

    boolean othersWait(Claim claim) {
        return jdbc.sql(OTHERS_WAIT)
                .param("tenant", claim.tenant())
                .query(Boolean.class)
                .single();
    }

    /** How often in a row a batch of this job has failed. */
    int countAttempt(Claim claim) {
        return bind(COUNT_ATTEMPT, claim)
                .param("fence", claim.fence())
                .query(Integer.class)
                .optional()
                .orElse(0);
    }

    /** Deletes rows that no open job waits for. */
    int sweep(Duration age) {
        return jdbc.sql(SWEEP).param("age", age.toSeconds()).update();
    }

    /**
     * Has Postgres look at what there is of customers by now. Of a workspace that was empty a moment ago it believes
     * that any index finds its one row, and reads all of them for each domain, and for each customer of a list.
     */
    void analyze() {
        jdbc.sql("analyze customers (tenant_id, id, email_domain), customer_health (tenant_id, customer_id)")
                .update();
    }

    /** Forgets jobs that ended long ago, and the errors of their rows. */
    int forget(Duration age) {
        return jdbc.sql(FORGET).param("age", age.toSeconds()).update();
    }

    private JdbcClient.StatementSpec bind(String sql, Claim claim) {
        return jdbc.sql(sql).param("tenant", claim.tenant()).param("job", claim.job());
    }

    private Claim claim(ResultSet row) throws SQLException {
        var tenant = row.getObject("tenant_id", UUID.class);
        return new Claim(
                tenant,
                row.getObject("id", UUID.class),
                row.getLong("fence"),
                JobKind.of(row.getString("kind")),
                Claim.rule(row.getString("mode"), row.getString("conflict_resolution"), row.getBoolean("notify")),
                json.readValue(row.getString("actor"), Actor.class).caller(new TenantId(tenant)),
                row.getString("request_id"),
                List.of((String[]) row.getArray("header").getArray()),
                row.getBoolean("latin1"));
    }
}
