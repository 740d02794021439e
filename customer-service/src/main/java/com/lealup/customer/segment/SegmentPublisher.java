package com.lealup.customer.segment;

import com.lealup.platform.id.Ulids;
import com.lealup.platform.identity.TenantId;
import com.lealup.platform.outbox.Outbox;
import com.lealup.platform.outbox.OutboxRecord;
import com.lealup.platform.serde.AvroCodec;
import com.lealup.schemas.Topics;
import com.lealup.schemas.v1.SegmentState;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Tells the segments topic about a change, within the transaction that makes it. */
@Component
class SegmentPublisher {

    private final Outbox outbox;
    private final AvroCodec codec;
    private final JsonMapper json;

    SegmentPublisher(Outbox outbox, AvroCodec codec, JsonMapper json) {
        this.outbox = outbox;
        this.codec = codec;
        this.json = json;
    }

    void written(TenantId tenant, SegmentAction action, Segment segment) {
        var state = SegmentState.newBuilder()
                .setTenantId(tenant.toString())
                .setSegmentId(segment.id().toString())
                .setRevision(segment.revision())
                .setName(segment.name())
                .setFilter(json.writeValueAsString(segment.filter()))
                .setCreatedAt(segment.createdAt())
                .setUpdatedAt(segment.updatedAt())
                .build();
        append(tenant, action, segment.id(), segment.revision(), codec.encode(Topics.SEGMENTS.name(), state));
    }

    /** A tombstone. */
    void deleted(TenantId tenant, Segment segment) {
        append(tenant, SegmentAction.DELETED, segment.id(), segment.revision() + 1, null);
    }

    @SuppressWarnings(
            "NullAway") // A record's value may be null, which an array's annotation in a class file does not tell.
    private void append(TenantId tenant, SegmentAction action, SegmentId id, long revision, byte @Nullable [] value) {
        outbox.append(new OutboxRecord(
                Topics.SEGMENTS.name(), tenant + ":" + id, value, Ulids.next(), action.word(), tenant, revision));
    }
}
