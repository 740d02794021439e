package com.lealup.customer.audit;

import com.lealup.platform.correlation.Correlation;
import com.lealup.platform.database.Worker;
import com.lealup.platform.id.Ulids;
import java.time.ZoneOffset;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Writes down many acts of one actor at once, within a worker's transaction. */
@Component
public class AuditBatch {

    private static final String APPEND = """
            insert into audit_entries (
                tenant_id, id, occurred_at, actor_type, actor_id, actor_name, address, request_id, action, customer_id,
                subject_id, before, after)
            select :tenant, act.id::uuid, :occurredAt, :actorType, :actorId, :actorName, :address, :requestId, act.action,
                act.subject_id::uuid, act.subject_id::uuid, act.before::jsonb, act.after::jsonb
            from unnest(:ids, :actions, :subjects, :befores, :afters) as act (id, action, subject_id, before, after)
            """;

    private final JdbcClient jdbc;
    private final JsonMapper json;

    AuditBatch(@Worker JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /** Writes them down: acts on customers, of one actor and one moment. */
    public void append(List<Act> acts) {
        if (acts.isEmpty()) {
            return;
        }
        var actor = acts.getFirst().actor();
        jdbc.sql(APPEND)
                .param("tenant", actor.tenantId().value())
                .param("occurredAt", acts.getFirst().at().atOffset(ZoneOffset.UTC))
                .param("actorType", actor.type().name())
                .param("actorId", actor.principalId())
                .param("actorName", actor.name())
                .param("address", actor.clientAddress())
                .param("requestId", Correlation.current().requestId())
                .param("ids", acts.stream().map(act -> Ulids.next().toString()).toArray(String[]::new))
                .param("actions", acts.stream().map(Act::action).toArray(String[]::new))
                .param(
                        "subjects",
                        acts.stream().map(act -> act.subjectId().toString()).toArray(String[]::new))
                .param(
                        "befores",
                        acts.stream()
                                .map(act -> act.before() == null ? null : json.writeValueAsString(act.before()))
                                .toArray(String[]::new))
                .param(
                        "afters",
                        acts.stream()
                                .map(act -> act.after() == null ? null : json.writeValueAsString(act.after()))
                                .toArray(String[]::new))
                .update();
    }
}
