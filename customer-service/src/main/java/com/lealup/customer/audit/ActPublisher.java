package com.lealup.customer.audit;

import com.lealup.platform.correlation.Correlation;
import com.lealup.platform.id.Ulids;
import com.lealup.platform.identity.Caller;
import com.lealup.platform.outbox.Outbox;
import com.lealup.platform.outbox.OutboxRecord;
import com.lealup.platform.serde.AvroCodec;
import com.lealup.platform.serde.WarmedTopic;
import com.lealup.schemas.Topics;
import com.lealup.schemas.v1.Actor;
import com.lealup.schemas.v1.ActorType;
import com.lealup.schemas.v1.AuditAct;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.stereotype.Component;

/** Tells the workspace's audit log what was done here, in the transaction that does it. */
@Component
class ActPublisher {

    /** Before and after must fit into one record; a segment's filter alone may be as long as a request. */
    private static final int MOST_BYTES = 450_000;

    private static final String TOO_LARGE = "{\"too_large\": true}";
    private static final String CUSTOMER = "customer";

    private final Outbox outbox;
    private final AvroCodec codec;

    ActPublisher(Outbox outbox, AvroCodec codec) {
        this.outbox = outbox;
        this.codec = codec;
    }

    @Bean
    static WarmedTopic customerActs() {
        return new WarmedTopic(Topics.CUSTOMER_ACTS.name(), Topics.CUSTOMER_ACTS.valueType());
    }

    /**
     * Tells of an act. What belongs to a customer is told as done to the customer: erasing that customer is what has to
     * find it.
     *
     * @param before JSON; null when it was created
     * @param after JSON; null when it was deleted
     */
    void publish(UUID id, Act act, @Nullable String before, @Nullable String after) {
        var tenant = act.actor().tenantId();
        var customer = act.customerId();
        var topic = Topics.CUSTOMER_ACTS.name();
        var told = AuditAct.newBuilder()
                .setActId(Ulids.format(id))
                .setTenantId(tenant.toString())
                .setAction(act.action())
                .setSubjectType(
                        customer == null
                                ? act.action().substring(0, act.action().indexOf('.'))
                                : CUSTOMER)
                .setSubjectId(Ulids.format(customer == null ? act.subjectId() : customer))
                .setBefore(bounded(before))
                .setAfter(bounded(after))
                .setActor(actor(act.actor()))
                .setRequestId(Correlation.current().requestId())
                .setOccurredAt(act.at())
                .build();
        outbox.append(
                new OutboxRecord(topic, tenant.toString(), codec.encode(topic, told), id, act.action(), tenant, 1));
    }

    private static @Nullable String bounded(@Nullable String json) {
        return json == null || json.getBytes(StandardCharsets.UTF_8).length <= MOST_BYTES ? json : TOO_LARGE;
    }

    private static Actor actor(Caller caller) {
        return Actor.newBuilder()
                .setType(
                        switch (caller.type()) {
                            case API_KEY -> ActorType.API_KEY;
                            case USER -> ActorType.USER;
                            case OPERATOR -> ActorType.OPERATOR;
                        })
                .setId(caller.principalId())
                .setName(caller.name())
                .setClientAddress(caller.clientAddress())
                .build();
    }
}
