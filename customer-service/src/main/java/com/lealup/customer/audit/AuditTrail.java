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
    private final ActPublisher publisher;

    AuditTrail(JdbcClient jdbc, JsonMapper json, ActPublisher publisher) {
        this.jdbc = jdbc;
        this.json = json;
        this.publisher = publisher;
    }

    /** Writes one down, and tells the workspace's audit log of it unless the topic of customer changes does. */
    public void append(Act act) {
        var id = Ulids.next();
        var before = written(act.before());
        var after = written(act.after());
        jdbc.sql(APPEND)
                .param("tenant", act.actor().tenantId().value())
                .param("id", id)
                .param("occurredAt", Timestamp.from(act.at()))
                .param("actorType", act.actor().type().name())
                .param("actorId", act.actor().principalId())
                .param("actorName", act.actor().name())
                .param("address", act.actor().clientAddress())
                .param("requestId", Correlation.current().requestId())
                .param("action", act.action())
                .param("customer", act.customerId())
                .param("subject", act.subjectId())
                .param("before", before)
                .param("after", after)
                .update();
        if (!act.changesCustomer()) {
            publisher.publish(id, act, before, after);
        }
    }

    private @Nullable String written(@Nullable Object shown) {
        return shown == null ? null : json.writeValueAsString(shown);
    }
}
