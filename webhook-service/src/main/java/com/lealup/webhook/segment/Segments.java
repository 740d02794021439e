package com.lealup.webhook.segment;

import com.lealup.platform.identity.TenantId;
import java.time.Duration;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** The segments of workspaces, as far as their topic has been read. */
@Component
public class Segments {

    /** Longer than a new segment is on its way. */
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private static final Duration PAUSE = Duration.ofMillis(50);

    private static final String HAS = """
            select count(*) > 0
            from segments
            where tenant_id = :tenant
              and id = :id
            """;

    private final JdbcClient jdbc;
    private final TransactionTemplate transactions;

    Segments(JdbcClient jdbc, TransactionTemplate transactions) {
        this.jdbc = jdbc;
        this.transactions = transactions;
    }

    /** Whether the workspace has it; one that is not known yet is waited for, 2 s at most, outside any transaction. */
    public boolean has(TenantId tenant, UUID id) {
        var until = System.nanoTime() + PATIENCE.toNanos();
        while (!isKnown(tenant, id)) {
            if (System.nanoTime() - until >= 0) {
                return false;
            }
            try {
                Thread.sleep(PAUSE);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
        }
        return true;
    }

    private boolean isKnown(TenantId tenant, UUID id) {
        return Boolean.TRUE.equals(transactions.execute(status -> jdbc.sql(HAS)
                .param("tenant", tenant.value())
                .param("id", id)
                .query(Boolean.class)
                .single()));
    }
}
