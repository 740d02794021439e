package com.lealup.customer.audit;

import com.lealup.platform.correlation.Correlation;
import com.lealup.platform.id.Ulids;
import java.sql.Timestamp;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Writes down who changed what, when and from where, within the transaction that changes it. */
@Component
public class AuditTrail {

    private static final String APPEND = """
            insert into audit_entries (
                tenant_id, id, occurred_at, actor_type, actor_id, actor_name, address, request_id, action, customer_id,
                subject_id, before, after)
            values (
                :tenant, :id, :occurredAt, :actorType, :actorId, :actorName, :address, :requestId, :action, :customer,
                :subject, cast(:before as jsonb), cast(:after as jsonb))
            """;

    private final JdbcClient jdbc;
    private final JsonMapper json;

    AuditTrail(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /** Writes one down. */
    public void append(Act act) {
        jdbc.sql(APPEND)
                .param("tenant", act.actor().tenantId().value())
                .param("id", Ulids.next())
                .param("occurredAt", Timestamp.from(act.at()))
                .param("actorType", act.actor().type().name())
                .param("actorId", act.actor().principalId())
                .param("actorName", act.actor().name())
                .param("address", act.actor().clientAddress())
                .param("requestId", Correlation.current().requestId())
                .param("action", act.action())
                .param("customer", act.customerId())
                .param("subject", act.subjectId())
                .param("before", written(act.before()))
                .param("after", written(act.after()))
                .update();
    }

    private @Nullable String written(@Nullable Object shown) {
        return shown == null ? null : json.writeValueAsString(shown);
    }
}
