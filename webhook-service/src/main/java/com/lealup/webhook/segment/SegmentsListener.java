package com.lealup.webhook.segment;

import com.lealup.platform.consumer.BatchListener;
import com.lealup.platform.consumer.PoisonRecordException;
import com.lealup.platform.consumer.Received;
import com.lealup.platform.database.Worker;
import com.lealup.platform.id.Ulids;
import com.lealup.platform.identity.TenantId;
import com.lealup.schemas.Topics;
import com.lealup.schemas.v1.SegmentState;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Keeps the filters of segments. */
@Component
class SegmentsListener implements BatchListener<SegmentState> {

    private static final String KEEP = """
            insert into segments (tenant_id, id, revision, filter)
            values (:tenant, :id, :revision, :filter)
            on conflict (tenant_id, id) do update
            set revision = excluded.revision,
                filter = excluded.filter
            where segments.revision < excluded.revision
            """;

    private static final String FORGET = """
            delete from segments
            where tenant_id = :tenant
              and id = :id
            """;

    private final JdbcClient jdbc;

    SegmentsListener(@Worker JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public String group() {
        return "webhook-service.segments";
    }

    @Override
    public String topic() {
        return Topics.SEGMENTS.name();
    }

    @Override
    public Class<SegmentState> type() {
        return SegmentState.class;
    }

    @Override
    public void on(List<Received<SegmentState>> batch) {
        batch.forEach(this::on);
    }

    private void on(Received<SegmentState> received) {
        var key = received.key().split(":", -1);
        var tenant = TenantId.parse(key[0]);
        var id = key.length == 2 ? Ulids.parse(key[1]) : Optional.<UUID>empty();
        if (tenant.isEmpty() || id.isEmpty()) {
            throw new PoisonRecordException(received, "invalid_key", "A segment's key is a workspace and an id");
        }
        var state = received.value();
        if (state == null) {
            jdbc.sql(FORGET)
                    .param("tenant", tenant.get().value())
                    .param("id", id.get())
                    .update();
            return;
        }
        jdbc.sql(KEEP)
                .param("tenant", tenant.get().value())
                .param("id", id.get())
                .param("revision", state.getRevision())
                .param("filter", state.getFilter())
                .update();
    }
}
