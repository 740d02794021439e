package com.lealup.platform.consumer;

import com.lealup.platform.correlation.Correlation;
import com.lealup.platform.id.Ulids;
import com.lealup.platform.serde.UndecodableException;
import com.lealup.schemas.Topics;
import com.lealup.schemas.v1.DeadLetterRequest;
import com.lealup.schemas.v1.DeadLetterWish;
import java.util.Collection;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Gives a dead letter to its listener again when somebody asks for it. Effect, state of the letter and offset of the
 * request commit together, like any other record's; of two requests the second one finds the letter done. One that
 * fails again waits again, with its new cause.
 *
 * <p>The listener gets the record as it came, but at the position of the request: a listener that knows by positions
 * what it has seen passed the original one long ago.
 */
final class Redrive implements BatchListener<DeadLetterRequest> {

    private final String service;
    private final Collection<BatchListener<?>> listeners;
    private final JdbcClient jdbc;
    private final StoredLetters letters;
    private final LetterFacts facts;
    private final ReceivedRecords.Factory decoders;

    Redrive(
            String service,
            Collection<BatchListener<?>> listeners,
            JdbcClient jdbc,
            StoredLetters letters,
            LetterFacts facts,
            ReceivedRecords.Factory decoders) {
        this.service = service;
        this.listeners = listeners;
        this.jdbc = jdbc;
        this.letters = letters;
        this.facts = facts;
        this.decoders = decoders;
    }

    @Override
    public String group() {
        return service + ".dead-letter-requests";
    }

    @Override
    public String topic() {
        return Topics.DEAD_LETTER_REQUESTS.name();
    }

    @Override
    public Class<DeadLetterRequest> type() {
        return DeadLetterRequest.class;
    }

    /** Each letter in a transaction of its own. */
    @Override
    public int maxBatch() {
        return 1;
    }

    @Override
    public void on(List<Received<DeadLetterRequest>> batch) {
        for (var received : batch) {
            var request = received.value();
            if (request == null) {
                throw new PoisonRecordException(received, "empty_value", "A request has a value");
            }
            if (request.getService().equals(service)) {
                fulfil(received, request);
            }
        }
    }

    private void fulfil(Received<?> received, DeadLetterRequest request) {
        var id = Ulids.parse(request.getLetterId())
                .orElseThrow(() -> new PoisonRecordException(received, "invalid_id", "The id is not a ULID"));
        var letter = letters.lock(id);
        if (letter.isEmpty()) {
            return;
        }
        switch (request.getWish()) {
            case REDRIVE -> redrive(letter.get().triedAgain(), received.position());
            case DISMISS -> {
                letters.finish(letter.get(), "dismissed");
                facts.dismissed(letter.get());
            }
            case UNKNOWN ->
                throw new PoisonRecordException(received, "unknown_wish", "This version does not know what is wished");
        }
    }

    private void redrive(Letter letter, RecordPosition request) {
        var record = letter.record();
        var listener = listeners.stream()
                .filter(one -> one.group().equals(letter.group()) && one.topic().equals(record.topic()))
                .findFirst()
                .orElseThrow(() -> new PoisonRecordException(
                        request, "no_consumer", letter.group() + " does not read " + record.topic() + " any more"));
        // Like a record of its partition: not beside others of that partition.
        new ConsumerOffsets(jdbc, letter.group(), record.topic())
                .lock(List.of(new TopicPartition(record.topic(), record.partition())));
        process(listener, record, request);
        letters.finish(letter, "redriven");
        facts.redriven(letter);
    }

    private <V extends SpecificRecord> void process(
            BatchListener<V> listener, ConsumerRecord<byte[], byte[]> record, RecordPosition request) {
        Received<V> received;
        try {
            received = decoders.of(listener.type()).decode(record).at(request);
        } catch (UndecodableException e) {
            var poison = Poison.of(Poison.UNDECODABLE, e);
            throw new PoisonRecordException(request, poison.code(), poison.message());
        }
        Correlation.run(received.correlation(), () -> listener.on(List.of(received)));
    }

    /** Notes why a letter failed again; what is wrong with a request itself is for others to keep. */
    SetAside notingFailures(SetAside others) {
        return (record, poison) -> {
            if (!noteFailure(record, poison)) {
                others.add(record, poison);
            }
        };
    }

    private boolean noteFailure(ConsumerRecord<byte[], byte[]> record, Poison poison) {
        DeadLetterRequest request;
        try {
            request = decoders.of(type()).decode(record).value();
        } catch (UndecodableException _) {
            return false;
        }
        if (request == null || request.getWish() != DeadLetterWish.REDRIVE) {
            return false;
        }
        var letter = Ulids.parse(request.getLetterId()).flatMap(letters::lock);
        letter.ifPresent(waiting -> {
            var failed = waiting.triedAgain().failedFor(poison);
            letters.fail(failed);
            facts.waiting(failed);
        });
        return letter.isPresent();
    }
}
