package com.lealup.platform.consumer;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.listener.ConsumerAwareRebalanceListener;

/**
 * Starts each assigned partition where the database says, which is where the effects end. The offsets in Kafka are kept
 * for those who watch the lag; nothing is decided by them.
 */
final class SeekToStoredOffsets implements ConsumerAwareRebalanceListener {

    private static final Logger log = LoggerFactory.getLogger(SeekToStoredOffsets.class);

    private final ConsumerOffsets offsets;

    SeekToStoredOffsets(ConsumerOffsets offsets) {
        this.offsets = offsets;
    }

    @Override
    public void onPartitionsAssigned(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
        for (TopicPartition partition : partitions) {
            Optional<Long> next = stored(partition);
            if (next.isPresent()) {
                consumer.seek(partition, next.get());
            } else {
                consumer.seekToBeginning(List.of(partition));
            }
        }
    }

    /** Waits for the database: without its word there is no right place to start. */
    private Optional<Long> stored(TopicPartition partition) {
        while (true) {
            try {
                return offsets.find(partition);
            } catch (RuntimeException e) {
                log.atWarn()
                        .addKeyValue("topic", partition.topic())
                        .addKeyValue("partition", partition.partition())
                        .addKeyValue("cause", e.toString())
                        .log("waiting for the stored offset");
                pause(e);
            }
        }
    }

    private static void pause(RuntimeException cause) {
        try {
            Thread.sleep(1000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw cause;
        }
    }
}
