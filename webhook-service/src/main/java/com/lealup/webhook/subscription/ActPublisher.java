package com.lealup.webhook.subscription;

import com.lealup.platform.correlation.Correlation;
import com.lealup.platform.id.Ulids;
import com.lealup.platform.identity.Caller;
import com.lealup.platform.identity.Callers;
import com.lealup.platform.identity.TenantId;
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
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * Tells the audit log what was done to a subscription or a delivery, in the transaction that does it; never secrets.
 */
@Component
class ActPublisher {

    private static final String SUBJECT = "webhook_subscription";

    private static final Actor DELIVERY = Actor.newBuilder()
            .setType(ActorType.SYSTEM)
            .setId("webhook-service")
            .setName("Webhook delivery")
            .build();

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

    @EventListener
    void on(SubscriptionDisabled disabled) {
        publish(
                disabled.tenantId(),
                SUBJECT,
                disabled.subscriptionId().toString(),
                "disabled",
                DELIVERY,
                json.writeValueAsString(Map.of("status", disabled.statusBefore())),
                json.writeValueAsString(new TreeMap<>(
                        Map.of("status", SubscriptionStatus.DISABLED, "disabled_reason", disabled.reason()))));
    }

    @EventListener
    void on(TestRequested requested) {
        publish(
                requested.tenantId(),
                SUBJECT,
                requested.subscriptionId().toString(),
                "tested",
                actor(Callers.current()),
                null,
                null);
    }

    @EventListener
    void on(RetryRequested requested) {
        publish(
                requested.tenantId(),
                "webhook_delivery",
                requested.deliveryId(),
                "retried",
                actor(Callers.current()),
                null,
                null);
    }

    private static String word(Subscription before, Subscription after) {
        if (before.status() == after.status()) {
            return "updated";
        }
        return after.status() == SubscriptionStatus.PAUSED ? "paused" : "resumed";
    }

    private void publish(
            String done, Subscription subject, @Nullable Subscription before, @Nullable Subscription after) {
        publish(
                subject.tenantId(),
                SUBJECT,
                subject.id().toString(),
                done,
                actor(Callers.current()),
                shown(before),
                shown(after));
    }

    private void publish(
            TenantId tenant,
            String subjectType,
            String subject,
            String done,
            Actor actor,
            @Nullable String before,
            @Nullable String after) {
        var id = Ulids.next();
        var action = subjectType + "." + done;
        var act = AuditAct.newBuilder()
                .setActId(Ulids.format(id))
                .setTenantId(tenant.toString())
                .setAction(action)
                .setSubjectType(subjectType)
                .setSubjectId(subject)
                .setBefore(before)
                .setAfter(after)
                .setActor(actor)
                .setRequestId(Correlation.current().requestId())
                .setOccurredAt(clock.instant().truncatedTo(ChronoUnit.MICROS))
                .build();
        var topic = Topics.WEBHOOK_ACTS.name();
        outbox.append(new OutboxRecord(topic, tenant.toString(), codec.encode(topic, act), id, action, tenant, 1));
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
