package com.lealup.platform.consumer;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.lealup.platform.correlation.Correlation;
import com.lealup.platform.identity.TenantId;
import com.lealup.platform.outbox.RecordHeaders;
import com.lealup.platform.serde.AvroCodec;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/** Makes facts of Kafka's records. */
final class ReceivedRecords<V extends SpecificRecord> {

    private static final Pattern REVISION = Pattern.compile("\\d{1,18}");

    private final AvroCodec codec;
    private final Class<V> type;

    ReceivedRecords(AvroCodec codec, Class<V> type) {
        this.codec = codec;
        this.type = type;
    }

    /** Makes one for each type. */
    record Factory(AvroCodec codec) {

        <V extends SpecificRecord> ReceivedRecords<V> of(Class<V> type) {
            return new ReceivedRecords<>(codec, type);
        }
    }

    static RecordPosition position(ConsumerRecord<?, ?> record) {
        return new RecordPosition(record.topic(), record.partition(), record.offset());
    }

    /**
     * Decodes a record.
     *
     * @throws com.lealup.platform.serde.UndecodableException if its value is no fact of the type
     */
    Received<V> decode(ConsumerRecord<byte[], byte[]> record) {
        byte[] bytes = record.value();
        V value = bytes == null ? null : codec.decode(record.topic(), bytes, type);
        byte[] key = record.key();
        return new Received<>(
                value,
                key == null ? "" : new String(key, UTF_8),
                position(record),
                eventId(record),
                tenant(record),
                text(record, RecordHeaders.EVENT_TYPE).orElse(""),
                correlation(record),
                revision(record),
                Instant.ofEpochMilli(record.timestamp()));
    }

    private static UUID eventId(ConsumerRecord<?, ?> record) {
        Optional<String> header = text(record, RecordHeaders.EVENT_ID);
        if (header.isPresent()) {
            try {
                return UUID.fromString(header.get());
            } catch (IllegalArgumentException e) {
                // Not ours; fall through to the position, which identifies the record as well.
            }
        }
        return UUID.nameUUIDFromBytes(position(record).toString().getBytes(UTF_8));
    }

    private static @Nullable TenantId tenant(ConsumerRecord<?, ?> record) {
        return text(record, RecordHeaders.TENANT_ID).flatMap(TenantId::parse).orElse(null);
    }

    private static long revision(ConsumerRecord<?, ?> record) {
        return text(record, RecordHeaders.REVISION)
                .filter(revision -> REVISION.matcher(revision).matches())
                .map(Long::valueOf)
                .orElse(0L);
    }

    static Correlation correlation(ConsumerRecord<?, ?> record) {
        return Correlation.of(
                text(record, RecordHeaders.REQUEST_ID).orElse(null),
                text(record, RecordHeaders.TRACEPARENT).orElse(null));
    }

    private static Optional<String> text(ConsumerRecord<?, ?> record, String name) {
        Header header = record.headers().lastHeader(name);
        return header == null || header.value() == null
                ? Optional.empty()
                : Optional.of(new String(header.value(), UTF_8));
    }
}
