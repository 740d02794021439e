package com.lealup.platform.consumer;

import org.apache.kafka.clients.consumer.ConsumerRecord;

/** What becomes of a record that can never take effect, in the transaction that moves the offset past it. */
@FunctionalInterface
interface SetAside {

    void add(ConsumerRecord<byte[], byte[]> record, Poison poison);
}
