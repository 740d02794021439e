package com.lealup.customer.importing;

import com.lealup.platform.identity.TenantId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Rows that have arrived; each piece is committed by itself. */
@Component
class StoredRows {

    private static final String INSERT = """
            insert into import_rows (tenant_id, job_id, first_row, row_count, content)
            values (:tenant, :job, :first, :count, :content)
            """;

    private static final String DELETE = """
            delete from import_rows
            where tenant_id = :tenant
              and job_id = :job
            """;

    private final JdbcClient jdbc;

    StoredRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Transactional
    public void store(TenantId tenant, JobId job, long firstRow, int count, byte[] content) {
        jdbc.sql(INSERT)
                .param("tenant", tenant.value())
                .param("job", job.value())
                .param("first", firstRow)
                .param("count", count)
                .param("content", content)
                .update();
    }

    /** Forgets rows that never become a job. */
    @Transactional
    public void discard(TenantId tenant, JobId job) {
        jdbc.sql(DELETE)
                .param("tenant", tenant.value())
                .param("job", job.value())
                .update();
    }
}
