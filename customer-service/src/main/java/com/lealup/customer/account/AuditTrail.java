package com.lealup.customer.account;

import com.lealup.platform.id.Ulids;
import java.sql.Timestamp;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Writes down who changed what, when and from where, within the transaction that changes it. */
@Component
class AuditTrail {

    private static final String APPEND = """
            insert into audit_entries (
                tenant_id, id, occurred_at, actor_type, actor_id, actor_name, address, request_id, action, customer_id,
                before, after)
            values (
                :tenant, :id, :occurredAt, :actorType, :actorId, :actorName, :address, :requestId, :action, :customer,
                cast(:before as jsonb), cast(:after as jsonb))
            """;

    private final JdbcClient jdbc;
    private final JsonMapper json;

    AuditTrail(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    void append(CustomerChanged changed) {
        jdbc.sql(APPEND)
                .param("tenant", changed.key().tenantId().value())
                .param("id", Ulids.next())
                .param("occurredAt", Timestamp.from(changed.at()))
                .param("actorType", changed.actor().type().name())
                .param("actorId", changed.actor().principalId())
                .param("actorName", changed.actor().name())
                .param("address", changed.actor().clientAddress())
                .param("requestId", changed.requestId())
                .param("action", changed.action().word())
                .param("customer", changed.key().id().value())
                .param("before", written(changed.before()))
                .param("after", written(changed.after()))
                .update();
    }

    private @Nullable String written(@Nullable OwnedCustomer owned) {
        return Nullables.map(owned, existing -> json.writeValueAsString(AuditedCustomer.of(existing)));
    }
}
