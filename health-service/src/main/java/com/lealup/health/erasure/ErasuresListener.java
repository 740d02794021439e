package com.lealup.health.erasure;

import com.lealup.health.customer.CustomerKey;
import com.lealup.platform.consumer.BatchListener;
import com.lealup.platform.consumer.PoisonRecordException;
import com.lealup.platform.consumer.Received;
import com.lealup.platform.correlation.Correlation;
import com.lealup.schemas.Topics;
import com.lealup.schemas.v1.ErasureRequest;
import java.util.List;
import org.springframework.stereotype.Component;

/** Erases the customers that customer-service says are erased, and acknowledges it in the same transaction. */
@Component
class ErasuresListener implements BatchListener<ErasureRequest> {

    private final EraseCustomer erase;
    private final ErasurePublisher publisher;

    ErasuresListener(EraseCustomer erase, ErasurePublisher publisher) {
        this.erase = erase;
        this.publisher = publisher;
    }

    @Override
    public String group() {
        return "health-service.erasures";
    }

    @Override
    public String topic() {
        return Topics.ERASURES.name();
    }

    @Override
    public Class<ErasureRequest> type() {
        return ErasureRequest.class;
    }

    /** A customer can have a long history: few at once, so that each transaction stays short. */
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
            var customer = CustomerKey.parse(request.getTenantId(), request.getCustomerId())
                    .filter(key -> key.toString().equals(received.key()))
                    .orElseThrow(() -> new PoisonRecordException(
                            received, "key_mismatch", "The key is not that of the customer inside"));
            var counts = erase.erase(customer);
            Correlation.run(received.correlation(), () -> publisher.publish(customer, request, counts));
        }
    }
}
