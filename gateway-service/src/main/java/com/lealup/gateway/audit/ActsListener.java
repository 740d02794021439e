package com.lealup.gateway.audit;

import com.lealup.platform.consumer.BatchListener;
import com.lealup.platform.consumer.PoisonRecordException;
import com.lealup.platform.consumer.Received;
import com.lealup.platform.id.Ulids;
import com.lealup.platform.identity.TenantId;
import com.lealup.schemas.Topic;
import com.lealup.schemas.v1.AuditAct;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/** Keeps the administrative acts that another service tells of, each on a topic of its own. */
final class ActsListener implements BatchListener<AuditAct> {

    private final String group;
    private final Topic<AuditAct> topic;
    private final AuditEntries entries;
    private final ErasedCustomers erased;

    ActsListener(String group, Topic<AuditAct> topic, AuditEntries entries, ErasedCustomers erased) {
        this.group = group;
        this.topic = topic;
        this.entries = entries;
        this.erased = erased;
    }

    @Override
    public String group() {
        return group;
    }

    @Override
    public String topic() {
        return topic.name();
    }

    @Override
    public Class<AuditAct> type() {
        return AuditAct.class;
    }

    @Override
    public void on(List<Received<AuditAct>> batch) {
        entries.add(erased.silenced(batch.stream().map(ActsListener::entry).toList()));
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
