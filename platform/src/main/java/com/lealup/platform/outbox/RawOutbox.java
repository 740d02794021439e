package com.lealup.platform.outbox;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The outbox for records that are passed on as they came: dead letters. */
public interface RawOutbox {

    /**
     * Stores a record in the current transaction.
     *
     * @throws IllegalStateException without a transaction of one of the service's two transaction managers
     */
    void append(String topic, byte @Nullable [] key, byte @Nullable [] value, Map<String, byte[]> headers);
}
