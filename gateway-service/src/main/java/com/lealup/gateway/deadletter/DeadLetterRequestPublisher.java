package com.lealup.gateway.deadletter;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.lealup.platform.correlation.Correlation;
import com.lealup.platform.id.Ulids;
import com.lealup.platform.outbox.RawOutbox;
import com.lealup.platform.outbox.RecordHeaders;
import com.lealup.platform.serde.AvroCodec;
import com.lealup.schemas.Topics;
import com.lealup.schemas.v1.DeadLetterRequest;
import com.lealup.schemas.v1.DeadLetterWish;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import org.springframework.stereotype.Component;

/** Tells the service that keeps a dead letter what somebody wishes to become of it. */
@Component
class DeadLetterRequestPublisher {

    private final RawOutbox outbox;
    private final AvroCodec codec;

    DeadLetterRequestPublisher(RawOutbox outbox, AvroCodec codec) {
        this.outbox = outbox;
        this.codec = codec;
    }

    void redrive(ListedDeadLetter letter, Instant at) {
        publish(letter, DeadLetterWish.REDRIVE, at);
    }

    void dismiss(ListedDeadLetter letter, Instant at) {
        publish(letter, DeadLetterWish.DISMISS, at);
    }

    private void publish(ListedDeadLetter letter, DeadLetterWish wish, Instant at) {
        var id = Ulids.format(letter.id());
        var request = DeadLetterRequest.newBuilder()
                .setLetterId(id)
                .setService(letter.service())
                .setWish(wish)
                .setRequestedAt(at)
                .build();
        var correlation = Correlation.current();
        var headers = new LinkedHashMap<String, byte[]>();
        headers.put(RecordHeaders.EVENT_ID, Ulids.next().toString().getBytes(UTF_8));
        if (letter.tenant() != null) {
            headers.put(RecordHeaders.TENANT_ID, letter.tenant().toString().getBytes(UTF_8));
        }
        headers.put(
                RecordHeaders.EVENT_TYPE,
                ("dead_letter." + wish.name().toLowerCase(Locale.ROOT) + "_requested").getBytes(UTF_8));
        headers.put(RecordHeaders.REQUEST_ID, correlation.requestId().getBytes(UTF_8));
        headers.put(RecordHeaders.TRACEPARENT, correlation.traceparent().getBytes(UTF_8));
        var topic = Topics.DEAD_LETTER_REQUESTS.name();
        outbox.append(topic, id.getBytes(UTF_8), codec.encode(topic, request), headers);
    }
}
