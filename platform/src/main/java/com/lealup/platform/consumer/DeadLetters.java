package com.lealup.platform.consumer;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.lealup.platform.outbox.RawOutbox;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Passes records that can never take effect on to {@code <topic>.<group>.dlt}, as they came: original key, bytes and
 * headers, and beside them why and from where. They go by the outbox, in the transaction that moves the offset past
 * them, so that none is lost; one that the relay wrote twice carries the same position in its headers.
 */
final class DeadLetters {

    private static final Logger log = LoggerFactory.getLogger(DeadLetters.class);
    private static final int LONGEST_MESSAGE = 1000;

    private final RawOutbox outbox;
    private final String group;
    private final InstantSource clock;

    DeadLetters(RawOutbox outbox, String group, InstantSource clock) {
        this.outbox = outbox;
        this.group = group;
        this.clock = clock;
    }

    void add(ConsumerRecord<byte[], byte[]> record, Poison poison) {
        var headers = new LinkedHashMap<String, byte[]>();
        for (Header header : record.headers()) {
            headers.put(header.key(), header.value() == null ? new byte[0] : header.value());
        }
        headers.put("dlt_topic", record.topic().getBytes(UTF_8));
        headers.put("dlt_partition", Integer.toString(record.partition()).getBytes(UTF_8));
        headers.put("dlt_offset", Long.toString(record.offset()).getBytes(UTF_8));
        headers.put("dlt_group", group.getBytes(UTF_8));
        headers.put("dlt_code", poison.code().getBytes(UTF_8));
        headers.put("dlt_message", poison.message().getBytes(UTF_8));
        headers.put("dlt_failed_at", clock.instant().toString().getBytes(UTF_8));
        outbox.append(record.topic() + "." + group + ".dlt", record.key(), record.value(), headers);
        log.atWarn()
                .addKeyValue("topic", record.topic())
                .addKeyValue("partition", record.partition())
                .addKeyValue("offset", record.offset())
                .addKeyValue("group", group)
                .addKeyValue("code", poison.code())
                .log("record sent to the dead-letter topic");
    }

    /** Why a record can never take effect. */
    record Poison(String code, String message) {

        Poison {
            if (message.length() > LONGEST_MESSAGE) {
                message = message.substring(0, LONGEST_MESSAGE);
            }
        }

        static Poison of(String code, Throwable cause) {
            String message = cause.getMessage();
            return new Poison(code, message == null ? cause.getClass().getSimpleName() : message);
        }
    }
}
