package com.lealup.platform.consumer;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.lealup.platform.correlation.Correlation;
import com.lealup.platform.id.Ulids;
import com.lealup.platform.outbox.RawOutbox;
import com.lealup.platform.outbox.RecordHeaders;
import com.lealup.platform.serde.AvroCodec;
import com.lealup.schemas.Topics;
import com.lealup.schemas.v1.DeadLetter;
import com.lealup.schemas.v1.DeadLetterState;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/** Tells of dead letters and of what becomes of them, in the transaction that decides it. */
final class LetterFacts {

    private final String service;
    private final RawOutbox outbox;
    private final AvroCodec codec;
    private final InstantSource clock;

    LetterFacts(String service, RawOutbox outbox, AvroCodec codec, InstantSource clock) {
        this.service = service;
        this.outbox = outbox;
        this.codec = codec;
        this.clock = clock;
    }

    void waiting(Letter letter) {
        tell(letter, DeadLetterState.WAITING, letter.attempts());
    }

    void redriven(Letter letter) {
        tell(letter, DeadLetterState.REDRIVEN, letter.attempts());
    }

    void dismissed(Letter letter) {
        tell(letter, DeadLetterState.DISMISSED, letter.attempts() + 1L);
    }

    void gone(Letter letter) {
        tell(letter.failedFor(new Poison(letter.cause().code(), "")), DeadLetterState.GONE, Long.MAX_VALUE);
    }

    private void tell(Letter letter, DeadLetterState state, long revision) {
        var record = letter.record();
        // Whoever cannot read these facts must not be told of it by one more of them, for ever.
        if (record.topic().equals(Topics.DEAD_LETTERS.name())) {
            return;
        }
        var correlation = ReceivedRecords.correlation(record);
        var id = Ulids.format(letter.id());
        var tenant = letter.tenant();
        var fact = DeadLetter.newBuilder()
                .setLetterId(id)
                .setTenantId(tenant == null ? null : tenant.toString())
                .setService(service)
                .setConsumerGroup(letter.group())
                .setSourceTopic(record.topic())
                .setSourcePartition(record.partition())
                .setSourceOffset(record.offset())
                .setRecordKey(record.key() == null ? "" : text(record.key()))
                .setEventId(header(record, RecordHeaders.EVENT_ID))
                .setEventType(header(record, RecordHeaders.EVENT_TYPE))
                .setRequestId(correlation.requestId())
                .setCode(letter.cause().code())
                .setMessage(letter.cause().message())
                .setState(state)
                .setAttempts(letter.attempts())
                .setRevision(revision)
                .setFailedAt(letter.failedAt())
                .setChangedAt(clock.instant().truncatedTo(ChronoUnit.MICROS))
                .build();
        var topic = Topics.DEAD_LETTERS.name();
        outbox.append(
                topic, id.getBytes(UTF_8), codec.encode(topic, fact), headers(tenant, state, revision, correlation));
    }

    private static Map<String, byte[]> headers(
            @Nullable Object tenant, DeadLetterState state, long revision, Correlation correlation) {
        var headers = new LinkedHashMap<String, byte[]>();
        headers.put(RecordHeaders.EVENT_ID, Ulids.next().toString().getBytes(UTF_8));
        if (tenant != null) {
            headers.put(RecordHeaders.TENANT_ID, tenant.toString().getBytes(UTF_8));
        }
        headers.put(RecordHeaders.EVENT_TYPE, ("dead_letter." + state.name().toLowerCase(Locale.ROOT)).getBytes(UTF_8));
        headers.put(RecordHeaders.REVISION, Long.toString(revision).getBytes(UTF_8));
        headers.put(RecordHeaders.REQUEST_ID, correlation.requestId().getBytes(UTF_8));
        headers.put(RecordHeaders.TRACEPARENT, correlation.traceparent().getBytes(UTF_8));
        return headers;
    }

    private static @Nullable String header(ConsumerRecord<?, ?> record, String name) {
        Header header = record.headers().lastHeader(name);
        return header == null || header.value() == null ? null : text(header.value());
    }

    /** Readers keep it in Postgres, which knows no NUL. */
    private static String text(byte[] bytes) {
        return new String(bytes, UTF_8).replace('\0', ' ');
    }
}
