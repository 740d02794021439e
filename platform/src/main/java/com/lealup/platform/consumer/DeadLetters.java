package com.lealup.platform.consumer;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.lealup.platform.id.Ulids;
import com.lealup.platform.identity.TenantId;
import com.lealup.platform.outbox.RawOutbox;
import com.lealup.platform.serde.UndecodableException;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps records that can never take effect as they came, original key, bytes and headers, so that they can be processed
 * again; passes them on to {@code <topic>.<group>.dlt} with why and from where; and tells of them. All of it commits
 * with the offset that moves past them. A copy on the topic that the relay wrote twice carries the same position in its
 * headers.
 */
final class DeadLetters implements SetAside {

    private static final Logger log = LoggerFactory.getLogger(DeadLetters.class);

    private final String group;
    private final ReceivedRecords<?> decoder;
    private final StoredLetters letters;
    private final LetterFacts facts;
    private final RawOutbox outbox;
    private final InstantSource clock;

    DeadLetters(
            String group,
            ReceivedRecords<?> decoder,
            StoredLetters letters,
            LetterFacts facts,
            RawOutbox outbox,
            InstantSource clock) {
        this.group = group;
        this.decoder = decoder;
        this.letters = letters;
        this.facts = facts;
        this.outbox = outbox;
        this.clock = clock;
    }

    @Override
    public void add(ConsumerRecord<byte[], byte[]> record, Poison poison) {
        var letter = new Letter(
                Ulids.next(),
                verifiedTenant(record),
                group,
                record,
                poison,
                1,
                clock.instant().truncatedTo(ChronoUnit.MICROS));
        if (!letters.add(letter)) {
            return;
        }
        facts.waiting(letter);
        passOn(letter);
        log.atWarn()
                .addKeyValue("topic", record.topic())
                .addKeyValue("partition", record.partition())
                .addKeyValue("offset", record.offset())
                .addKeyValue("group", group)
                .addKeyValue("code", poison.code())
                .log("record sent to the dead-letter topic");
    }

    private void passOn(Letter letter) {
        var record = letter.record();
        var headers = new LinkedHashMap<String, byte[]>();
        for (Header header : record.headers()) {
            headers.put(header.key(), header.value() == null ? new byte[0] : header.value());
        }
        headers.put("dlt_topic", record.topic().getBytes(UTF_8));
        headers.put("dlt_partition", Integer.toString(record.partition()).getBytes(UTF_8));
        headers.put("dlt_offset", Long.toString(record.offset()).getBytes(UTF_8));
        headers.put("dlt_group", group.getBytes(UTF_8));
        headers.put("dlt_code", letter.cause().code().getBytes(UTF_8));
        headers.put("dlt_message", letter.cause().message().getBytes(UTF_8));
        headers.put("dlt_failed_at", letter.failedAt().toString().getBytes(UTF_8));
        outbox.append(record.topic() + "." + group + ".dlt", record.key(), record.value(), headers);
    }

    /** Whose record it is, if key, header and value all say the same; bytes that cannot be read say nothing. */
    private @Nullable TenantId verifiedTenant(ConsumerRecord<byte[], byte[]> record) {
        var named = StoredLetters.named(record).orElse(null);
        if (named == null) {
            return null;
        }
        try {
            var received = decoder.decode(record);
            return named.equals(received.tenantId()) && isInside(named, received) ? named : null;
        } catch (UndecodableException _) {
            return null;
        }
    }

    private static boolean isInside(TenantId tenant, Received<? extends SpecificRecord> received) {
        var value = received.value();
        if (value == null) {
            return true;
        }
        var field = value.getSchema().getField("tenant_id");
        return field != null && tenant.toString().equals(value.get(field.pos()));
    }
}
