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
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Tells the workspace's audit log what was done here, in the transaction that does it. */
@Component
class ActPublisher {

    /** Before and after must fit into one record; a segment's filter alone may be as long as a request. */
    private static final int MOST_BYTES = 450_000;

    private static final String TOO_LARGE = "{\"too_large\": true}";
    private static final String CUSTOMER = "customer";

    private final Outbox outbox;
    private final AvroCodec codec;
    private final JsonMapper json;

    ActPublisher(Outbox outbox, AvroCodec codec, JsonMapper json) {
        this.outbox = outbox;
        this.codec = codec;
        this.json = json;
    }

    @Bean
    static WarmedTopic customerActs() {
        return new WarmedTopic(Topics.CUSTOMER_ACTS.name(), Topics.CUSTOMER_ACTS.valueType());
    }

    /**
     * Tells of an act. What belongs to a customer is told as done to the customer: erasing that customer is what has to
     * find it.
     */
    @EventListener
    void on(Act act) {
        var id = Ulids.next();
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
                .setBefore(written(act.before()))
                .setAfter(written(act.after()))
                .setActor(actor(act.actor()))
                .setRequestId(Correlation.current().requestId())
                .setOccurredAt(act.at())
                .build();
        outbox.append(
                new OutboxRecord(topic, tenant.toString(), codec.encode(topic, told), id, act.action(), tenant, 1));
    }

    private @Nullable String written(@Nullable Object shown) {
        if (shown == null) {
            return null;
        }
        var text = json.writeValueAsString(shown);
        return text.getBytes(StandardCharsets.UTF_8).length <= MOST_BYTES ? text : TOO_LARGE;
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
