package com.lealup.health.erasure;

import com.lealup.health.customer.CustomerKey;
import com.lealup.platform.id.Ulids;
import com.lealup.platform.outbox.Outbox;
import com.lealup.platform.outbox.OutboxRecord;
import com.lealup.platform.serde.AvroCodec;
import com.lealup.platform.serde.WarmedTopic;
import com.lealup.schemas.Topics;
import com.lealup.schemas.v1.ErasureAck;
import com.lealup.schemas.v1.ErasureRequest;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.springframework.context.annotation.Bean;
import org.springframework.stereotype.Component;

/** Puts a tombstone behind the customer's last score, and acknowledges the erasure. */
@Component
class ErasurePublisher {

    private final Outbox outbox;
    private final AvroCodec codec;
    private final InstantSource clock;

    ErasurePublisher(Outbox outbox, AvroCodec codec, InstantSource clock) {
        this.outbox = outbox;
        this.codec = codec;
        this.clock = clock;
    }

    @Bean
    static WarmedTopic erasureAcksTopic() {
        return new WarmedTopic(Topics.ERASURE_ACKS.name(), Topics.ERASURE_ACKS.valueType());
    }

    void publish(CustomerKey customer, ErasureRequest request, Map<String, Long> counts) {
        outbox.append(OutboxRecord.tombstone(
                Topics.HEALTH_SCORES.name(),
                customer.toString(),
                Ulids.next(),
                "health.erased",
                customer.tenant(),
                Long.MAX_VALUE));
        var ack = ErasureAck.newBuilder()
                .setErasureId(request.getErasureId())
                .setTenantId(request.getTenantId())
                .setCustomerId(request.getCustomerId())
                .setService("health-service")
                .setCounts(counts)
                .setErasedAt(clock.instant().truncatedTo(ChronoUnit.MICROS))
                .build();
        outbox.append(new OutboxRecord(
                Topics.ERASURE_ACKS.name(),
                customer.toString(),
                codec.encode(Topics.ERASURE_ACKS.name(), ack),
                Ulids.next(),
                "customer.erasure_acknowledged",
                customer.tenant(),
                1));
    }
}
