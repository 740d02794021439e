package com.lealup.gateway.audit;

import com.lealup.platform.database.Worker;
import java.util.List;
import java.util.function.Function;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Where acts are kept that the topics tell of. */
@Repository
class AuditEntries {

    private final JdbcClient jdbc;

    AuditEntries(@Worker JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Adds what is not there yet. */
    void add(List<AuditEntry> entries) {
        jdbc.sql("""
                        insert into audit_entries (
                            tenant_id, entry_id, at, actor_type, actor_id, actor_name, action,
                            subject_type, subject_id, client_address, request_id, before, after)
                        select *
                        from unnest(
                            cast(:tenants as uuid[]),
                            cast(:ids as uuid[]),
                            cast(:ats as timestamptz[]),
                            :actorTypes, :actorIds, :actorNames, :actions,
                            :subjectTypes, :subjectIds, :clientAddresses, :requestIds,
                            cast(:before as jsonb[]),
                            cast(:after as jsonb[]))
                        on conflict do nothing
                        """)
                .param("tenants", texts(entries, entry -> entry.tenantId().value()))
                .param("ids", texts(entries, AuditEntry::id))
                .param("ats", texts(entries, AuditEntry::at))
                .param("actorTypes", texts(entries, entry -> entry.actor().type()))
                .param("actorIds", texts(entries, entry -> entry.actor().id()))
                .param("actorNames", texts(entries, entry -> entry.actor().name()))
                .param("actions", texts(entries, AuditEntry::action))
                .param("subjectTypes", texts(entries, entry -> entry.subject().type()))
                .param("subjectIds", texts(entries, entry -> entry.subject().id()))
                .param("clientAddresses", texts(entries, AuditEntry::clientAddress))
                .param("requestIds", texts(entries, AuditEntry::requestId))
                .param("before", texts(entries, AuditEntry::before))
                .param("after", texts(entries, AuditEntry::after))
                .update();
    }

    private static String[] texts(List<AuditEntry> entries, Function<AuditEntry, Object> field) {
        return entries.stream().map(entry -> field.apply(entry).toString()).toArray(String[]::new);
    }
}
