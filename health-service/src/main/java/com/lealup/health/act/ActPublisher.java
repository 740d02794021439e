package com.lealup.health.act;

import com.lealup.health.model.ModelChanged;
import com.lealup.health.override.OverrideChanged;
import com.lealup.health.score.HealthModel;
import com.lealup.platform.act.Act;
import com.lealup.platform.act.Actors;
import com.lealup.platform.act.Acts;
import com.lealup.platform.identity.Callers;
import com.lealup.platform.identity.TenantId;
import com.lealup.platform.outbox.Outbox;
import com.lealup.platform.serde.AvroCodec;
import com.lealup.platform.serde.WarmedTopic;
import com.lealup.schemas.Topics;
import com.lealup.schemas.v1.AuditAct;
import java.time.InstantSource;
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

    private final Acts acts;
    private final InstantSource clock;

    ActPublisher(Outbox outbox, AvroCodec codec, JsonMapper json, InstantSource clock) {
        this.acts = new Acts(Topics.HEALTH_ACTS, outbox, codec, json);
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
                shown(changed.before()),
                shown(changed.after()));
    }

    /** The override is an act on its customer, so that the customer's erasure reaches it. */
    @EventListener
    void on(OverrideChanged changed) {
        publish(
                changed.customer().tenant(),
                changed.after() == null ? "health_override.removed" : "health_override.set",
                "customer",
                changed.customer().customer().toString(),
                changed.before(),
                changed.after());
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
            @Nullable Object before,
            @Nullable Object after) {
        acts.tell(new Act(
                tenant, action, subjectType, subject, before, after, Actors.of(Callers.current()), clock.instant()));
    }
}
