package com.lealup.platform.consumer;

import java.util.function.Consumer;
import org.apache.avro.specific.SpecificRecord;

/** Compacted topics held in memory by a service: read whole before it is ready, then followed. */
public interface TopicViews {

    /**
     * Follows a topic from its beginning, without a consumer group. Call it while beans are made; reading begins when
     * the application starts, and the application is not ready before the view has caught up.
     *
     * @param topic the topic's full name
     * @param type the topic's record type
     * @param apply takes each record, on one thread per view; a null value is a tombstone. A record that cannot be
     *     decoded is logged and skipped.
     */
    <V extends SpecificRecord> TopicView follow(String topic, Class<V> type, Consumer<Received<V>> apply);
}
