package com.lealup.gateway.audit;

import com.lealup.platform.identity.TenantId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** Entries as a caller reads them, newest first. */
@Repository
class AuditPages {

    /** An id begins with the time at which it was made, by another service's clock. */
    private static final Duration CLOCKS_DIFFER = Duration.ofHours(1);

    private static final UUID LAST = new UUID(-1, -1);
    private static final UUID FIRST = new UUID(0, 0);

    private final JdbcClient jdbc;

    AuditPages(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Transactional(readOnly = true)
    public List<AuditEntry> before(TenantId tenant, AuditFilter filter, @Nullable UUID before, int limit) {
        return jdbc.sql("""
                        select entry_id, at, actor_type, actor_id, actor_name, action,
                               subject_type, subject_id, client_address, request_id, before, after
                        from audit_entries
                        where tenant_id = :tenant
                          and entry_id < :before
                          and entry_id between :earliest and :latest
                          and (cast(:action as text) is null or action = :action)
                          and (cast(:actor as text) is null or actor_id = :actor)
                          and (cast(:subject as text) is null or subject_id = :subject)
                          and (cast(:from as timestamptz) is null or at >= :from)
                          and (cast(:to as timestamptz) is null or at < :to)
                        order by entry_id desc
                        limit :limit
                        """)
                .param("tenant", tenant.value())
                .param("before", before == null ? LAST : before)
                .param(
                        "earliest",
                        filter.from() == null ? FIRST : firstId(filter.from().minus(CLOCKS_DIFFER)))
                .param(
                        "latest",
                        filter.to() == null ? LAST : firstId(filter.to().plus(CLOCKS_DIFFER)))
                .param("action", filter.action())
                .param("actor", filter.actor())
                .param("subject", filter.subject())
                .param("from", time(filter.from()))
                .param("to", time(filter.to()))
                .param("limit", limit)
                .query((row, _) -> entry(tenant, row))
                .list();
    }

    /** The smallest id that a moment can have. */
    private static UUID firstId(Instant at) {
        return new UUID(Math.clamp(at.toEpochMilli(), 0, (1L << 48) - 1) << 16, 0);
    }

    private static @Nullable OffsetDateTime time(@Nullable Instant at) {
        return at == null ? null : at.atOffset(ZoneOffset.UTC);
    }

    private static AuditEntry entry(TenantId tenant, ResultSet row) throws SQLException {
        return new AuditEntry(
                tenant,
                row.getObject("entry_id", UUID.class),
                row.getObject("at", OffsetDateTime.class).toInstant(),
                new AuditEntry.Actor(
                        row.getString("actor_type"), row.getString("actor_id"), row.getString("actor_name")),
                row.getString("action"),
                new AuditEntry.Subject(row.getString("subject_type"), row.getString("subject_id")),
                row.getString("client_address"),
                row.getString("request_id"),
                row.getString("before"),
                row.getString("after"));
    }
}
