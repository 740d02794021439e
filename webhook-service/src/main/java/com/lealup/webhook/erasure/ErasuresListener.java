package com.lealup.webhook.erasure;

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
import org.springframework.stereotype.Component;

/** Erases the customers that customer-service says are erased, and acknowledges it in the same transaction. */
@Component
class ErasuresListener implements BatchListener<ErasureRequest> {

    private final EraseCustomer erase;
    private final ErasurePublisher publisher;
    private final InstantSource clock;

    ErasuresListener(EraseCustomer erase, ErasurePublisher publisher, InstantSource clock) {
        this.erase = erase;
        this.publisher = publisher;
        this.clock = clock;
    }

    @Override
    public String group() {
        return "webhook-service.erasures";
    }

    @Override
    public String topic() {
        return Topics.ERASURES.name();
    }

    @Override
    public Class<ErasureRequest> type() {
        return ErasureRequest.class;
    }

    /** A customer can have had many messages: few at once, so that each transaction stays short. */
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
            var customer = customer(received, request);
            var at = clock.instant().truncatedTo(ChronoUnit.MICROS);
            var counts = erase.erase(customer, at);
            Correlation.run(received.correlation(), () -> publisher.publish(customer, request, counts, at));
        }
    }

    private static ErasedCustomers.Key customer(Received<ErasureRequest> received, ErasureRequest request) {
        var tenant = TenantId.parse(request.getTenantId());
        var customer = Ulids.parse(request.getCustomerId());
        if (tenant.isEmpty()
                || customer.isEmpty()
                || !received.key().equals(request.getTenantId() + ":" + request.getCustomerId())) {
            throw new PoisonRecordException(received, "key_mismatch", "The key is not that of the customer inside");
        }
        return new ErasedCustomers.Key(tenant.get(), customer.get());
    }
}
