package com.lealup.gateway.audit;

import com.lealup.platform.consumer.BatchListener;
import com.lealup.platform.consumer.PoisonRecordException;
import com.lealup.platform.consumer.Received;
import com.lealup.platform.correlation.Correlation;
import com.lealup.platform.id.Ulids;
import com.lealup.platform.identity.TenantId;
import com.lealup.schemas.Topics;
import com.lealup.schemas.v1.ErasureRequest;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.springframework.stereotype.Component;

/**
 * Takes what the log says of an erased customer out of it, writes down who erased it, and acknowledges both, in one
 * transaction.
 */
@Component
class ErasuresListener implements BatchListener<ErasureRequest> {

    private final ErasedCustomers customers;
    private final AuditEntries entries;
    private final ErasurePublisher publisher;
    private final InstantSource clock;

    ErasuresListener(ErasedCustomers customers, AuditEntries entries, ErasurePublisher publisher, InstantSource clock) {
        this.customers = customers;
        this.entries = entries;
        this.publisher = publisher;
        this.clock = clock;
    }

    @Override
    public String group() {
        return "gateway-service.erasures";
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
    public int maxBatch() {
        return 20;
    }

    @Override
    public void on(List<Received<ErasureRequest>> batch) {
        for (var received : batch) {
            var request = received.value();
            if (request == null) {
                throw new PoisonRecordException(received, "empty_value", "An erasure has a value");
            }
            var entry = entry(received, request);
            var at = clock.instant().truncatedTo(ChronoUnit.MICROS);
            var erased = customers.erase(
                    new ErasedCustomers.Key(entry.tenantId(), entry.subject().id()), at);
            entries.add(List.of(entry));
            Correlation.run(received.correlation(), () -> publisher.publish(entry.tenantId(), request, erased, at));
        }
    }

    /** Who erased it, and nothing about whom. */
    private static AuditEntry entry(Received<ErasureRequest> received, ErasureRequest request) {
        var tenant = TenantId.parse(request.getTenantId())
                .filter(id -> received.key().equals(id + ":" + request.getCustomerId()))
                .orElseThrow(() -> new PoisonRecordException(
                        received, "key_mismatch", "The key is not that of the customer inside"));
        var id = Ulids.parse(request.getErasureId())
                .orElseThrow(() -> new PoisonRecordException(received, "invalid_id", "The erasure's id is not a ULID"));
        var actor = request.getActor();
        return new AuditEntry(
                tenant,
                id,
                request.getRequestedAt(),
                new AuditEntry.Actor(actor.getType().name().toLowerCase(Locale.ROOT), actor.getId(), actor.getName()),
                "customer.erased",
                new AuditEntry.Subject("customer", request.getCustomerId()),
                Objects.requireNonNullElse(actor.getClientAddress(), ""),
                request.getRequestId(),
                "{}",
                "{}");
    }
}
