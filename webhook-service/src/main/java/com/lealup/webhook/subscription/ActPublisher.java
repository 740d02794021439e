package com.lealup.webhook.subscription;

import com.lealup.platform.act.Act;
import com.lealup.platform.act.Actors;
import com.lealup.platform.act.Acts;
import com.lealup.platform.identity.Callers;
import com.lealup.platform.identity.TenantId;
import com.lealup.platform.outbox.Outbox;
import com.lealup.platform.serde.AvroCodec;
import com.lealup.platform.serde.WarmedTopic;
import com.lealup.schemas.Topics;
import com.lealup.schemas.v1.Actor;
import com.lealup.schemas.v1.AuditAct;
import java.time.InstantSource;
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

    private static final Actor DELIVERY = Actors.system("webhook-service", "Webhook delivery");

    private final Acts acts;
    private final InstantSource clock;

    ActPublisher(Outbox outbox, AvroCodec codec, JsonMapper json, InstantSource clock) {
        this.acts = new Acts(Topics.WEBHOOK_ACTS, outbox, codec, json);
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
                Map.of("status", disabled.statusBefore()),
                new TreeMap<>(Map.of("status", SubscriptionStatus.DISABLED, "disabled_reason", disabled.reason())));
    }

    @EventListener
    void on(TestRequested requested) {
        publish(
                requested.tenantId(),
                SUBJECT,
                requested.subscriptionId().toString(),
                "tested",
                Actors.of(Callers.current()),
                null,
                null);
    }

    @EventListener
    void on(RecoveryRequested requested) {
        publish(
                requested.tenantId(),
                SUBJECT,
                requested.subscriptionId().toString(),
                "recovered",
                Actors.of(Callers.current()),
                null,
                Map.of("since", requested.since()));
    }

    @EventListener
    void on(RetryRequested requested) {
        publish(
                requested.tenantId(),
                "webhook_delivery",
                requested.deliveryId(),
                "retried",
                Actors.of(Callers.current()),
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
                Actors.of(Callers.current()),
                shown(before),
                shown(after));
    }

    private void publish(
            TenantId tenant,
            String subjectType,
            String subject,
            String done,
            Actor actor,
            @Nullable Object before,
            @Nullable Object after) {
        acts.tell(
                new Act(tenant, subjectType + "." + done, subjectType, subject, before, after, actor, clock.instant()));
    }

    private static @Nullable SubscriptionResponse shown(@Nullable Subscription subscription) {
        return subscription == null ? null : SubscriptionResponse.of(subscription);
    }
}
