package com.lealup.customer.erasure;

import com.lealup.customer.account.CustomerKey;
import com.lealup.platform.id.Ulids;
import com.lealup.platform.outbox.Outbox;
import com.lealup.platform.outbox.OutboxRecord;
import com.lealup.platform.serde.AvroCodec;
import com.lealup.schemas.Topics;
import com.lealup.schemas.v1.Actor;
import com.lealup.schemas.v1.ActorType;
import com.lealup.schemas.v1.ErasureAck;
import com.lealup.schemas.v1.ErasureRequest;
import java.util.Locale;
import org.springframework.stereotype.Component;

/**
 * Tells the topics about an erasure, within the transaction that makes it: the tombstone behind the customer's last
 * state, the request to the other services, and this service's own acknowledgement.
 */
@Component
class ErasurePublisher {

    private static final String REQUESTED = "customer.erased";
    private static final String ACKNOWLEDGED = "customer.erasure_acknowledged";

    private final Outbox outbox;
    private final AvroCodec codec;

    ErasurePublisher(Outbox outbox, AvroCodec codec) {
        this.outbox = outbox;
        this.codec = codec;
    }

    void publish(CustomerErased erased) {
        var key = erased.key();
        outbox.append(OutboxRecord.tombstone(
                Topics.CUSTOMERS.name(), key.toString(), Ulids.next(), REQUESTED, key.tenantId(), erased.revision()));
        outbox.append(new OutboxRecord(
                Topics.ERASURES.name(),
                key.toString(),
                codec.encode(Topics.ERASURES.name(), request(erased)),
                erased.id().value(),
                REQUESTED,
                key.tenantId(),
                erased.revision()));
        outbox.append(new OutboxRecord(
                Topics.ERASURE_ACKS.name(),
                key.toString(),
                codec.encode(Topics.ERASURE_ACKS.name(), ack(erased, key)),
                Ulids.next(),
                ACKNOWLEDGED,
                key.tenantId(),
                erased.revision()));
    }

    private static ErasureRequest request(CustomerErased erased) {
        var by = erased.requester();
        return ErasureRequest.newBuilder()
                .setErasureId(erased.id().toString())
                .setTenantId(erased.key().tenantId().toString())
                .setCustomerId(erased.key().id().toString())
                .setCause(
                        switch (erased.cause()) {
                            case REQUESTED -> com.lealup.schemas.v1.ErasureCause.REQUESTED;
                            case TRASH_EXPIRED -> com.lealup.schemas.v1.ErasureCause.TRASH_EXPIRED;
                        })
                .setActor(Actor.newBuilder()
                        .setType(ActorType.valueOf(by.type().toUpperCase(Locale.ROOT)))
                        .setId(by.id())
                        .setName(by.name())
                        .setClientAddress(by.clientAddress())
                        .build())
                .setRequestId(erased.requestId())
                .setRequestedAt(erased.at())
                .build();
    }

    private static ErasureAck ack(CustomerErased erased, CustomerKey key) {
        return ErasureAck.newBuilder()
                .setErasureId(erased.id().toString())
                .setTenantId(key.tenantId().toString())
                .setCustomerId(key.id().toString())
                .setService("customer-service")
                .setCounts(erased.counts())
                .setErasedAt(erased.at())
                .build();
    }
}
