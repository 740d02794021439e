package com.lealup.gateway.audit;

import com.lealup.platform.consumer.BatchListener;
import com.lealup.platform.consumer.PoisonRecordException;
import com.lealup.platform.consumer.Received;
import com.lealup.platform.id.Ulids;
import com.lealup.platform.identity.TenantId;
import com.lealup.schemas.Topics;
import com.lealup.schemas.v1.AuditAct;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.springframework.stereotype.Component;

/** Keeps the administrative acts that webhook-service tells of. */
@Component
class ActsListener implements BatchListener<AuditAct> {

    private final AuditEntries entries;

    ActsListener(AuditEntries entries) {
        this.entries = entries;
    }

    @Override
    public String group() {
        return "gateway-service.webhook-acts";
    }

    @Override
    public String topic() {
        return Topics.WEBHOOK_ACTS.name();
    }

    @Override
    public Class<AuditAct> type() {
        return AuditAct.class;
    }

    @Override
    public void on(List<Received<AuditAct>> batch) {
        entries.add(batch.stream().map(ActsListener::entry).toList());
    }

    private static AuditEntry entry(Received<AuditAct> received) {
        var act = received.value();
        if (act == null) {
            throw new PoisonRecordException(received, "empty_value", "An act has a value");
        }
        var tenant = TenantId.parse(act.getTenantId())
                .filter(id -> id.toString().equals(received.key()))
                .orElseThrow(() -> new PoisonRecordException(
                        received, "key_mismatch", "The key is not that of the workspace inside"));
        var id = Ulids.parse(act.getActId())
                .orElseThrow(() -> new PoisonRecordException(received, "invalid_id", "The act's id is not a ULID"));
        var actor = act.getActor();
        return new AuditEntry(
                tenant,
                id,
                act.getOccurredAt(),
                new AuditEntry.Actor(actor.getType().name().toLowerCase(Locale.ROOT), actor.getId(), actor.getName()),
                act.getAction(),
                new AuditEntry.Subject(act.getSubjectType(), act.getSubjectId()),
                Objects.requireNonNullElse(actor.getClientAddress(), ""),
                act.getRequestId(),
                Objects.requireNonNullElse(act.getBefore(), "{}"),
                Objects.requireNonNullElse(act.getAfter(), "{}"));
    }
}
