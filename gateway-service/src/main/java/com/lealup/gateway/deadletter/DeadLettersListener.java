package com.lealup.gateway.deadletter;

import com.lealup.platform.consumer.BatchListener;
import com.lealup.platform.consumer.PoisonRecordException;
import com.lealup.platform.consumer.Received;
import com.lealup.platform.database.Worker;
import com.lealup.platform.id.Ulids;
import com.lealup.platform.identity.TenantId;
import com.lealup.schemas.Topics;
import com.lealup.schemas.v1.DeadLetter;
import com.lealup.schemas.v1.DeadLetterState;
import java.sql.Timestamp;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Keeps the list of what consumers could not process. */
@Component
class DeadLettersListener implements BatchListener<DeadLetter> {

    /** What was dismissed here stays so: the service will say the same. An answer ends the wait for it. */
    private static final String KEEP = """
            insert into listed_dead_letters as known (
                letter_id, tenant_id, service, consumer_group, source_topic, source_partition, source_offset,
                record_key, event_id, event_type, request_id, code, message, state, attempts, revision,
                failed_at, changed_at)
            values (
                :id, :tenant, :service, :group, :topic, :partition, :offset,
                :key, :eventId, :eventType, :requestId, :code, :message, :state, :attempts, :revision,
                :failedAt, :changedAt)
            on conflict (letter_id) do update
            set code = excluded.code,
                message = excluded.message,
                state = case when known.state = 'dismissed' then known.state else excluded.state end,
                attempts = excluded.attempts,
                revision = excluded.revision,
                changed_at = excluded.changed_at,
                redrive_requested_at = null
            where known.revision < excluded.revision
            """;

    private static final String FORGET = """
            delete from listed_dead_letters
            where letter_id = :id
            """;

    private final JdbcClient jdbc;

    DeadLettersListener(@Worker JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public String group() {
        return "gateway-service.dead-letters";
    }

    @Override
    public String topic() {
        return Topics.DEAD_LETTERS.name();
    }

    @Override
    public Class<DeadLetter> type() {
        return DeadLetter.class;
    }

    @Override
    public void on(List<Received<DeadLetter>> batch) {
        for (var received : batch) {
            var letter = received.value();
            if (letter == null) {
                throw new PoisonRecordException(received, "empty_value", "A dead letter has a value");
            }
            var id = Ulids.parse(letter.getLetterId())
                    .orElseThrow(() -> new PoisonRecordException(received, "invalid_id", "The id is not a ULID"));
            if (letter.getState() == DeadLetterState.GONE) {
                jdbc.sql(FORGET).param("id", id).update();
            } else {
                keep(id, received, letter);
            }
        }
    }

    private void keep(UUID id, Received<DeadLetter> received, DeadLetter letter) {
        if (letter.getState() == DeadLetterState.UNKNOWN) {
            throw new PoisonRecordException(received, "unknown_state", "This version does not know the state");
        }
        var tenant = letter.getTenantId() == null
                ? null
                : TenantId.parse(letter.getTenantId())
                        .orElseThrow(
                                () -> new PoisonRecordException(received, "invalid_id", "The tenant is not a ULID"))
                        .value();
        jdbc.sql(KEEP)
                .param("id", id)
                .param("tenant", tenant)
                .param("service", letter.getService())
                .param("group", letter.getConsumerGroup())
                .param("topic", letter.getSourceTopic())
                .param("partition", letter.getSourcePartition())
                .param("offset", letter.getSourceOffset())
                .param("key", letter.getRecordKey())
                .param("eventId", letter.getEventId())
                .param("eventType", letter.getEventType())
                .param("requestId", letter.getRequestId())
                .param("code", letter.getCode())
                .param("message", letter.getMessage())
                .param("state", letter.getState().name().toLowerCase(Locale.ROOT))
                .param("attempts", letter.getAttempts())
                .param("revision", letter.getRevision())
                .param("failedAt", Timestamp.from(letter.getFailedAt()))
                .param("changedAt", Timestamp.from(letter.getChangedAt()))
                .update();
    }
}
