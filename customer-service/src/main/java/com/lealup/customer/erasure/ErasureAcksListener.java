package com.lealup.customer.erasure;

import com.lealup.platform.consumer.BatchListener;
import com.lealup.platform.consumer.PoisonRecordException;
import com.lealup.platform.consumer.Received;
import com.lealup.platform.database.Worker;
import com.lealup.platform.id.Ulids;
import com.lealup.schemas.Topics;
import com.lealup.schemas.v1.ErasureAck;
import java.sql.Timestamp;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Collects what the services say they erased; with the last of them the proof is complete. */
@Component
class ErasureAcksListener implements BatchListener<ErasureAck> {

    /** An acknowledgement of an erasure that nobody asked for proves nothing. */
    private static final String KEEP = """
            insert into erasure_acks (tenant_id, customer_id, service, counts, erased_at)
            select tenant_id, customer_id, :service, cast(:counts as jsonb), :at
            from erasures
            where tenant_id = :tenant
              and customer_id = :customer
              and id = :erasure
            on conflict do nothing
            """;

    private static final String COMPLETE = """
            update erasures e
            set completed_at = (
                select max(a.erased_at)
                from erasure_acks a
                where a.tenant_id = e.tenant_id
                  and a.customer_id = e.customer_id)
            where e.tenant_id = :tenant
              and e.customer_id = :customer
              and e.completed_at is null
              and (
                  select count(*)
                  from erasure_acks a
                  where a.tenant_id = e.tenant_id
                    and a.customer_id = e.customer_id
                    and a.service = any (:services)) = cardinality(:services)
            """;

    private final JdbcClient jdbc;
    private final JsonMapper json;

    ErasureAcksListener(@Worker JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    @Override
    public String group() {
        return "customer-service.erasure-acks";
    }

    @Override
    public String topic() {
        return Topics.ERASURE_ACKS.name();
    }

    @Override
    public Class<ErasureAck> type() {
        return ErasureAck.class;
    }

    @Override
    public void on(List<Received<ErasureAck>> batch) {
        for (var received : batch) {
            var ack = received.value();
            if (ack == null) {
                throw new PoisonRecordException(received, "empty_value", "An acknowledgement has a value");
            }
            keep(received, ack);
        }
    }

    private void keep(Received<ErasureAck> received, ErasureAck ack) {
        var tenant = id(received, ack.getTenantId());
        var customer = id(received, ack.getCustomerId());
        jdbc.sql(KEEP)
                .param("tenant", tenant)
                .param("customer", customer)
                .param("erasure", id(received, ack.getErasureId()))
                .param("service", ack.getService())
                .param("counts", json.writeValueAsString(ack.getCounts()))
                .param("at", Timestamp.from(ack.getErasedAt()))
                .update();
        jdbc.sql(COMPLETE)
                .param("tenant", tenant)
                .param("customer", customer)
                .param("services", Erasures.SERVICES.toArray(String[]::new))
                .update();
    }

    private static UUID id(Received<ErasureAck> received, String text) {
        return Ulids.parse(text)
                .orElseThrow(() -> new PoisonRecordException(received, "invalid_id", "An id is not a ULID"));
    }
}
