package com.lealup.webhook.subscription;

import com.lealup.platform.correlation.Correlation;
import com.lealup.platform.id.Ulids;
import com.lealup.platform.identity.Caller;
import com.lealup.platform.identity.Callers;
import com.lealup.platform.outbox.Outbox;
import com.lealup.platform.outbox.OutboxRecord;
import com.lealup.platform.serde.AvroCodec;
import com.lealup.platform.serde.WarmedTopic;
import com.lealup.schemas.Topics;
import com.lealup.schemas.v1.Actor;
import com.lealup.schemas.v1.ActorType;
import com.lealup.schemas.v1.AuditAct;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Tells the audit log what was done to a subscription, in the transaction that does it; never its secrets. */
@Component
class ActPublisher {

    private static final String SUBJECT = "webhook_subscription";

    private final Outbox outbox;
    private final AvroCodec codec;
    private final JsonMapper json;
    private final InstantSource clock;

    ActPublisher(Outbox outbox, AvroCodec codec, JsonMapper json, InstantSource clock) {
        this.outbox = outbox;
        this.codec = codec;
        this.json = json;
        this.clock = clock;
    }

    @Bean
    static WarmedTopic actsSchema() {
        return new WarmedTopic(Topics.WEBHOOK_ACTS.name(), AuditAct.class);
    }

    void created(Subscription subscription) {
        publish("created", subscription, null, subscription);
    }

    void edited(Subscription before, Subscription after) {
        publish(word(before, after), after, before, after);
    }

    void secretRotated(Subscription before, Subscription after) {
        publish("secret_rotated", after, before, after);
    }

    void removed(Subscription subscription) {
        publish("deleted", subscription, subscription, null);
    }

    private static String word(Subscription before, Subscription after) {
        if (before.status() == after.status()) {
            return "updated";
        }
        return after.status() == SubscriptionStatus.PAUSED ? "paused" : "resumed";
    }

    private void publish(
            String done, Subscription subject, @Nullable Subscription before, @Nullable Subscription after) {
        var id = Ulids.next();
        var caller = Callers.current();
        var action = SUBJECT + "." + done;
        var act = AuditAct.newBuilder()
                .setActId(Ulids.format(id))
                .setTenantId(subject.tenantId().toString())
                .setAction(action)
                .setSubjectType(SUBJECT)
                .setSubjectId(subject.id().toString())
                .setBefore(shown(before))
                .setAfter(shown(after))
                .setActor(actor(caller))
                .setRequestId(Correlation.current().requestId())
                .setOccurredAt(clock.instant().truncatedTo(ChronoUnit.MICROS))
                .build();
        var topic = Topics.WEBHOOK_ACTS.name();
        outbox.append(new OutboxRecord(
                topic, subject.tenantId().toString(), codec.encode(topic, act), id, action, subject.tenantId(), 1));
    }

    private @Nullable String shown(@Nullable Subscription subscription) {
        return subscription == null ? null : json.writeValueAsString(SubscriptionResponse.of(subscription));
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
