package com.lealup.platform.consumer;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.lealup.platform.identity.TenantId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The dead letters that this service keeps. */
final class StoredLetters {

    /** As long as on the dead-letter topics. */
    private static final Duration KEPT = Duration.ofDays(30);

    private static final int CHUNK = 100;

    private static final String ADD = """
            insert into dead_letters (
                id, tenant_id, verified, consumer_group, topic, partition, record_offset, record_key, value,
                header_names, header_values, appended_at, code, message, failed_at)
            values (
                :id, :tenant, :verified, :group, :topic, :partition, :offset, :key, :value,
                :names, :values, :appendedAt, :code, :message, :failedAt)
            on conflict do nothing
            """;

    private static final String LOCK = """
            select *
            from dead_letters
            where id = :id
              and state = 'waiting'
            for update
            """;

    private static final String FAIL = """
            update dead_letters
            set attempts = :attempts,
                code = :code,
                message = :message
            where id = :id
            """;

    /** What was processed or given up is needed no more, but for its place, so that it does not come again. */
    private static final String FINISH = """
            update dead_letters
            set state = :state,
                attempts = :attempts,
                value = null,
                header_names = '{}',
                header_values = '{}'
            where id = :id
            """;

    /** Ids stand in records as text, whatever the schema, and in bytes that no schema fits. */
    private static final String ERASE = """
            delete from dead_letters
            where tenant_id = :tenant
              and (record_key = convert_to(:key, 'UTF8')
                   or position(convert_to(:id, 'UTF8') in value) > 0
                   or position(:id in message) > 0)
            returning *
            """;

    private static final String FORGET = """
            delete from dead_letters
            where id = any (array(
                select id
                from dead_letters
                where failed_at < now() - make_interval(secs => :seconds)
                limit :chunk))
            returning *
            """;

    private static final String COUNT_WAITING = """
            select count(*)
            from dead_letters
            where state = 'waiting'
            """;

    private final JdbcClient jdbc;

    StoredLetters(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Keeps one, unless this record is kept already. */
    boolean add(Letter letter) {
        var record = letter.record();
        var headers = record.headers().toArray();
        return jdbc.sql(ADD)
                        .param("id", letter.id())
                        .param("tenant", named(record).map(TenantId::value).orElse(null))
                        .param("verified", letter.tenant() != null)
                        .param("group", letter.group())
                        .param("topic", record.topic())
                        .param("partition", record.partition())
                        .param("offset", record.offset())
                        .param("key", record.key())
                        .param("value", record.value())
                        .param("names", names(headers))
                        .param("values", values(headers))
                        .param("appendedAt", new Timestamp(record.timestamp()))
                        .param("code", letter.cause().code())
                        .param("message", letter.cause().message())
                        .param("failedAt", Timestamp.from(letter.failedAt()))
                        .update()
                == 1;
    }

    /** One that waits, locked until the transaction ends: who comes second finds what the first one did. */
    Optional<Letter> lock(UUID id) {
        return jdbc.sql(LOCK).param("id", id).query((row, _) -> letter(row)).optional();
    }

    void fail(Letter letter) {
        jdbc.sql(FAIL)
                .param("id", letter.id())
                .param("attempts", letter.attempts())
                .param("code", letter.cause().code())
                .param("message", letter.cause().message())
                .update();
    }

    void finish(Letter letter, String state) {
        jdbc.sql(FINISH)
                .param("id", letter.id())
                .param("state", state)
                .param("attempts", letter.attempts())
                .update();
    }

    /** Removes those of a tenant that name something by its id, and tells which they were. */
    List<Letter> erase(TenantId tenant, String id) {
        return jdbc.sql(ERASE)
                .param("tenant", tenant.value())
                .param("key", tenant + ":" + id)
                .param("id", id)
                .query((row, _) -> letter(row))
                .list();
    }

    /** Removes some of those that are too old, and tells which they were. */
    List<Letter> forget() {
        return jdbc.sql(FORGET)
                .param("seconds", KEPT.toSeconds())
                .param("chunk", CHUNK)
                .query((row, _) -> letter(row))
                .list();
    }

    long waiting() {
        return jdbc.sql(COUNT_WAITING).query(Long.class).single();
    }

    /** The tenant that a record's key begins with. */
    static Optional<TenantId> named(ConsumerRecord<byte[], byte[]> record) {
        return record.key() == null
                ? Optional.empty()
                : TenantId.parse(new String(record.key(), UTF_8).split(":", -1)[0]);
    }

    private static String[] names(Header[] headers) {
        var names = new String[headers.length];
        for (int i = 0; i < headers.length; i++) {
            names[i] = headers[i].key();
        }
        return names;
    }

    private static byte[][] values(Header[] headers) {
        var values = new byte[headers.length][];
        for (int i = 0; i < headers.length; i++) {
            values[i] = headers[i].value() == null ? new byte[0] : headers[i].value();
        }
        return values;
    }

    private static Letter letter(ResultSet row) throws SQLException {
        return new Letter(
                row.getObject("id", UUID.class),
                row.getBoolean("verified") ? new TenantId(row.getObject("tenant_id", UUID.class)) : null,
                row.getString("consumer_group"),
                record(row),
                new Poison(row.getString("code"), row.getString("message")),
                row.getInt("attempts"),
                instant(row, "failed_at"));
    }

    private static ConsumerRecord<byte[], byte[]> record(ResultSet row) throws SQLException {
        byte[] key = row.getBytes("record_key");
        byte[] value = row.getBytes("value");
        var headers = new RecordHeaders();
        var names = (String[]) row.getArray("header_names").getArray();
        var values = (byte[][]) row.getArray("header_values").getArray();
        for (int i = 0; i < names.length; i++) {
            headers.add(names[i], values[i]);
        }
        return new ConsumerRecord<>(
                row.getString("topic"),
                row.getInt("partition"),
                row.getLong("record_offset"),
                instant(row, "appended_at").toEpochMilli(),
                TimestampType.LOG_APPEND_TIME,
                size(key),
                size(value),
                key,
                value,
                headers,
                Optional.empty());
    }

    private static int size(byte @Nullable [] bytes) {
        return bytes == null ? ConsumerRecord.NULL_SIZE : bytes.length;
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getTimestamp(column).toInstant();
    }
}
