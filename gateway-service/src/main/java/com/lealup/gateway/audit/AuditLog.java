package com.lealup.gateway.audit;

import com.lealup.platform.correlation.Correlation;
import com.lealup.platform.id.Ulids;
import com.lealup.platform.identity.Caller;
import java.sql.Timestamp;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/** Writes what was done, in the transaction that does it. */
@Component
public class AuditLog {

    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final InstantSource clock;

    AuditLog(JdbcClient jdbc, JsonMapper json, InstantSource clock) {
        this.jdbc = jdbc;
        this.json = json;
        this.clock = clock;
    }

    /** Writes an entry; commits or vanishes with the act itself. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void append(Caller actor, Act act) {
        jdbc.sql("""
                        insert into audit_entries (
                            tenant_id, entry_id, at, actor_type, actor_id, actor_name, action,
                            subject_type, subject_id, client_address, request_id, before, after)
                        values (
                            :tenant, :id, :at, :actorType, :actorId, :actorName, :action,
                            :subjectType, :subjectId, :clientAddress, :requestId, :before::jsonb, :after::jsonb)
                        """)
                .param("tenant", actor.tenantId().value())
                .param("id", Ulids.next())
                .param("at", Timestamp.from(clock.instant().truncatedTo(ChronoUnit.MICROS)))
                .param("actorType", actor.type().name().toLowerCase(Locale.ROOT))
                .param("actorId", actor.principalId())
                .param("actorName", actor.name())
                .param("action", act.action())
                .param("subjectType", act.subjectType())
                .param("subjectId", act.subjectId())
                .param("clientAddress", actor.clientAddress())
                .param("requestId", Correlation.current().requestId())
                .param("before", json.writeValueAsString(act.before()))
                .param("after", json.writeValueAsString(act.after()))
                .update();
    }
}
