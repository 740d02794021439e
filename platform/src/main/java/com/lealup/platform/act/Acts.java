package com.lealup.platform.act;

import com.lealup.platform.correlation.Correlation;
import com.lealup.platform.id.Ulids;
import com.lealup.platform.outbox.Outbox;
import com.lealup.platform.outbox.OutboxRecord;
import com.lealup.platform.serde.AvroCodec;
import com.lealup.schemas.Topic;
import com.lealup.schemas.v1.AuditAct;
import java.nio.charset.StandardCharsets;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** Tells the audit log of a service's acts, each in the transaction that does it. */
public final class Acts {

    /** Before and after must fit into one record; a segment's filter alone may be as long as a request. */
    private static final int MOST_BYTES = 450_000;

    private static final String TOO_LARGE = "{\"too_large\": true}";

    private final Topic<AuditAct> topic;
    private final Outbox outbox;
    private final AvroCodec codec;
    private final JsonMapper json;

    /** @param topic the service's own topic of acts */
    public Acts(Topic<AuditAct> topic, Outbox outbox, AvroCodec codec, JsonMapper json) {
        this.topic = topic;
        this.outbox = outbox;
        this.codec = codec;
        this.json = json;
    }

    /**
     * Tells of an act.
     *
     * @throws org.springframework.transaction.IllegalTransactionStateException outside of a transaction
     */
    public void tell(Act act) {
        var id = Ulids.next();
        var tenant = act.tenant();
        var told = AuditAct.newBuilder()
                .setActId(Ulids.format(id))
                .setTenantId(tenant.toString())
                .setAction(act.action())
                .setSubjectType(act.subjectType())
                .setSubjectId(act.subjectId())
                .setBefore(written(act.before()))
                .setAfter(written(act.after()))
                .setActor(act.actor())
                .setRequestId(Correlation.current().requestId())
                .setOccurredAt(act.at().truncatedTo(ChronoUnit.MICROS))
                .build();
        outbox.append(new OutboxRecord(
                topic.name(), tenant.toString(), codec.encode(topic.name(), told), id, act.action(), tenant, 1));
    }

    private @Nullable String written(@Nullable Object shown) {
        if (shown == null) {
            return null;
        }
        var text = json.writeValueAsString(shown);
        return text.getBytes(StandardCharsets.UTF_8).length <= MOST_BYTES ? text : TOO_LARGE;
    }
}
