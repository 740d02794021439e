package com.lealup.platform.consumer;

import java.util.List;
import org.apache.avro.specific.SpecificRecord;

/**
 * Takes the facts of one topic. Declare it as a bean and the platform feeds it: {@link #on} runs in one transaction of
 * the worker role together with the consumer's offset, so each fact takes effect exactly once whatever is killed.
 *
 * <p>What {@link #on} throws decides what happens to the batch: {@link PoisonRecordException} sends that one record to
 * the dead-letter topic and runs the rest again; a failure of the infrastructure (database, broker, registry, network)
 * is retried until it passes; any other failure is narrowed down to the record that causes it, which then goes to the
 * dead-letter topic.
 *
 * @param <V> the topic's record type
 */
public interface BatchListener<V extends SpecificRecord> {

    /** The consumer group, {@code <service>.<what for>}; also the name under which offsets are kept. */
    String group();

    /** The topic's full name. */
    String topic();

    /** The topic's record type. */
    Class<V> type();

    /** Takes effect for a batch, in order of offset within each partition; never empty. */
    void on(List<Received<V>> batch);

    /** How many threads of this process read the topic; more than it has partitions is of no use. */
    default int concurrency() {
        return 1;
    }

    /** The most records of one batch. */
    default int maxBatch() {
        return 2000;
    }
}
