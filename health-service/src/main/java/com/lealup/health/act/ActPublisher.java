package com.lealup.health.act;

import com.lealup.health.model.ModelChanged;
import com.lealup.health.override.OverrideChanged;
import com.lealup.health.score.HealthModel;
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
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Tells the audit log, in the transaction that does it. */
@Component
class ActPublisher {

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
        return new WarmedTopic(Topics.HEALTH_ACTS.name(), AuditAct.class);
    }

    @EventListener
    void on(ModelChanged changed) {
        publish(
                changed.tenant(),
                "health_model.updated",
                "health_model",
                changed.tenant().toString(),
                json.writeValueAsString(shown(changed.before())),
                json.writeValueAsString(shown(changed.after())));
    }

    /** The override is an act on its customer, so that the customer's erasure reaches it. */
    @EventListener
    void on(OverrideChanged changed) {
        publish(
                changed.customer().tenant(),
                changed.after() == null ? "health_override.removed" : "health_override.set",
                "customer",
                changed.customer().customer().toString(),
                changed.before() == null ? null : json.writeValueAsString(changed.before()),
                changed.after() == null ? null : json.writeValueAsString(changed.after()));
    }

    /** What people ask about first; the whole model is under its version. */
    private static Map<String, Object> shown(HealthModel model) {
        var weights = new LinkedHashMap<String, Object>();
        model.dimensions()
                .forEach(dimension ->
                        weights.put(dimension.name().value(), dimension.weight().value()));
        var shown = new LinkedHashMap<String, Object>();
        shown.put("version", model.version());
        shown.put("weights", weights);
        return shown;
    }

    private void publish(
            TenantId tenant,
            String action,
            String subjectType,
            String subject,
            @Nullable String before,
            @Nullable String after) {
        var id = Ulids.next();
        var act = AuditAct.newBuilder()
                .setActId(Ulids.format(id))
                .setTenantId(tenant.toString())
                .setAction(action)
                .setSubjectType(subjectType)
                .setSubjectId(subject)
                .setBefore(before)
                .setAfter(after)
                .setActor(actor(Callers.current()))
                .setRequestId(Correlation.current().requestId())
                .setOccurredAt(clock.instant().truncatedTo(ChronoUnit.MICROS))
                .build();
        var topic = Topics.HEALTH_ACTS.name();
        outbox.append(new OutboxRecord(topic, tenant.toString(), codec.encode(topic, act), id, action, tenant, 1));
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
