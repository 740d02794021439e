package com.lealup.platform.consumer;

import com.lealup.platform.correlation.Correlation;
import com.lealup.platform.serde.UndecodableException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.springframework.kafka.listener.BatchMessageListener;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Gives a batch to its listener: lock the offset rows, leave out what already took effect, run the listener, move the
 * offsets, all in one transaction.
 */
final class TransactionalBatch<V extends SpecificRecord> implements BatchMessageListener<byte[], byte[]> {

    private final BatchListener<V> listener;
    private final ReceivedRecords<V> decoder;
    private final ConsumerOffsets offsets;
    private final SetAside unprocessable;
    private final TransactionTemplate transactions;

    TransactionalBatch(
            BatchListener<V> listener,
            ReceivedRecords<V> decoder,
            ConsumerOffsets offsets,
            SetAside unprocessable,
            TransactionTemplate transactions) {
        this.listener = listener;
        this.decoder = decoder;
        this.offsets = offsets;
        this.unprocessable = unprocessable;
        this.transactions = transactions;
    }

    @Override
    public void onMessage(List<ConsumerRecord<byte[], byte[]>> records) {
        process(records, new HashMap<>());
    }

    /**
     * Processes records, narrowing a failure that is in the data down by halves to the record that causes it.
     *
     * @param poisoned what is known to be unable to take effect
     */
    private void process(List<ConsumerRecord<byte[], byte[]>> records, Map<RecordPosition, Poison> poisoned) {
        try {
            transactions.executeWithoutResult(status -> takeEffect(records, poisoned));
        } catch (PoisonRecordException e) {
            boolean known = poisoned.put(e.position(), Poison.of(e.code(), e)) != null;
            if (known) {
                throw new IllegalStateException(listener.group() + " refused a record that it was not given", e);
            }
            process(records, poisoned);
        } catch (RuntimeException e) {
            if (Failures.isOfInfrastructure(e)) {
                throw e;
            }
            if (records.size() == 1) {
                ConsumerRecord<byte[], byte[]> record = records.getFirst();
                RecordPosition position = ReceivedRecords.position(record);
                if (poisoned.put(position, Poison.of("processing_failed", e)) != null) {
                    throw e;
                }
                process(records, poisoned);
                return;
            }
            int half = records.size() / 2;
            process(records.subList(0, half), poisoned);
            process(records.subList(half, records.size()), poisoned);
        }
    }

    private void takeEffect(List<ConsumerRecord<byte[], byte[]>> records, Map<RecordPosition, Poison> poisoned) {
        Map<TopicPartition, Long> next = lockOffsets(records);
        var batch = new ArrayList<Received<V>>(records.size());
        for (ConsumerRecord<byte[], byte[]> record : records) {
            var partition = new TopicPartition(record.topic(), record.partition());
            if (record.offset() < next.getOrDefault(partition, 0L)) {
                continue;
            }
            next.put(partition, record.offset() + 1);
            Poison poison = poisoned.get(ReceivedRecords.position(record));
            if (poison == null) {
                try {
                    batch.add(decoder.decode(record));
                } catch (UndecodableException e) {
                    unprocessable.add(record, Poison.of(Poison.UNDECODABLE, e));
                }
            } else {
                unprocessable.add(record, poison);
            }
        }
        if (!batch.isEmpty()) {
            // A batch has many causes; the facts it gives rise to name the first unless the listener says better.
            Correlation.call(batch.getFirst().correlation(), () -> {
                listener.on(batch);
                return true;
            });
        }
        offsets.advance(next);
    }

    private Map<TopicPartition, Long> lockOffsets(List<ConsumerRecord<byte[], byte[]>> records) {
        return offsets.lock(records.stream()
                .map(record -> new TopicPartition(record.topic(), record.partition()))
                .toList());
    }
}
