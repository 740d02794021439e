package com.lealup.ingest.customer;

import com.lealup.platform.consumer.BatchListener;
import com.lealup.platform.consumer.DeadLetterErasure;
import com.lealup.platform.consumer.PoisonRecordException;
import com.lealup.platform.consumer.Received;
import com.lealup.platform.correlation.Correlation;
import com.lealup.platform.database.Worker;
import com.lealup.platform.id.Ulids;
import com.lealup.platform.identity.TenantId;
import com.lealup.schemas.Topics;
import com.lealup.schemas.v1.ErasureRequest;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Forgets customers that are erased, and acknowledges it. Nothing about customers is in this service's database; every
 * instance keeps the ids of those that take events, and drops one at the tombstone of the customer topic, this one now
 * at the latest.
 */
@Component
class ErasuresListener implements BatchListener<ErasureRequest> {

    private final CustomerTable table;
    private final JdbcClient jdbc;
    private final DeadLetterErasure deadLetters;
    private final ErasurePublisher publisher;
    private final InstantSource clock;

    ErasuresListener(
            CustomerTable table,
            @Worker JdbcClient jdbc,
            DeadLetterErasure deadLetters,
            ErasurePublisher publisher,
            InstantSource clock) {
        this.table = table;
        this.jdbc = jdbc;
        this.deadLetters = deadLetters;
        this.publisher = publisher;
        this.clock = clock;
    }

    @Override
    public String group() {
        return "ingest-service.erasures";
    }

    @Override
    public String topic() {
        return Topics.ERASURES.name();
    }

    @Override
    public Class<ErasureRequest> type() {
        return ErasureRequest.class;
    }

    @Override
    public void on(List<Received<ErasureRequest>> batch) {
        for (var received : batch) {
            var request = received.value();
            if (request == null) {
                throw new PoisonRecordException(received, "empty_value", "An erasure has a value");
            }
            var tenant = TenantId.parse(request.getTenantId());
            var customer = Ulids.parse(request.getCustomerId());
            if (tenant.isEmpty()
                    || customer.isEmpty()
                    || !received.key().equals(request.getTenantId() + ":" + request.getCustomerId())) {
                throw new PoisonRecordException(received, "key_mismatch", "The key is not that of the customer inside");
            }
            var known = table.get(tenant.get().value(), customer.get()) == Standing.ACTIVE;
            table.put(tenant.get().value(), customer.get(), Standing.DELETED);
            var counts = Map.of(
                    "known_customers",
                    known ? 1L : 0L,
                    "dead_letters",
                    deadLetters.erase(jdbc, tenant.get(), request.getCustomerId()));
            var at = clock.instant().truncatedTo(ChronoUnit.MICROS);
            Correlation.run(received.correlation(), () -> publisher.publish(tenant.get(), request, counts, at));
        }
    }
}
