package com.lealup.ingest.customer;

import com.lealup.platform.id.Ulids;
import com.lealup.platform.identity.TenantId;
import com.lealup.platform.outbox.Outbox;
import com.lealup.platform.outbox.OutboxRecord;
import com.lealup.platform.serde.AvroCodec;
import com.lealup.platform.serde.WarmedTopic;
import com.lealup.schemas.Topics;
import com.lealup.schemas.v1.ErasureAck;
import com.lealup.schemas.v1.ErasureRequest;
import java.time.Instant;
import java.util.Map;
import org.springframework.context.annotation.Bean;
import org.springframework.stereotype.Component;

/** Acknowledges erasures. */
@Component
class ErasurePublisher {

    private final Outbox outbox;
    private final AvroCodec codec;

    ErasurePublisher(Outbox outbox, AvroCodec codec) {
        this.outbox = outbox;
        this.codec = codec;
    }

    @Bean
    static WarmedTopic erasureAcksTopic() {
        return new WarmedTopic(Topics.ERASURE_ACKS.name(), Topics.ERASURE_ACKS.valueType());
    }

    void publish(TenantId tenant, ErasureRequest request, Map<String, Long> counts, Instant at) {
        var ack = ErasureAck.newBuilder()
                .setErasureId(request.getErasureId())
                .setTenantId(request.getTenantId())
                .setCustomerId(request.getCustomerId())
                .setService("ingest-service")
                .setCounts(counts)
                .setErasedAt(at)
                .build();
        outbox.append(new OutboxRecord(
                Topics.ERASURE_ACKS.name(),
                tenant + ":" + request.getCustomerId(),
                codec.encode(Topics.ERASURE_ACKS.name(), ack),
                Ulids.next(),
                "customer.erasure_acknowledged",
                tenant,
                1));
    }
}
