package com.lealup.platform.outbox;

import java.util.List;

/**
 * Where a service puts the facts it tells Kafka about. A fact is stored by the transaction that caused it and relayed
 * after that commits, in the order of insertion for each key, at least once.
 *
 * <p>Lock the aggregate's row before appending facts about it: that is what keeps the facts of one key in order.
 */
public interface Outbox {

    /**
     * Stores a fact in the current transaction.
     *
     * @throws IllegalStateException without a transaction of one of the service's two transaction managers
     */
    void append(OutboxRecord record);

    /**
     * Stores many facts in the current transaction, in this order, with one statement.
     *
     * @throws IllegalStateException without a transaction of one of the service's two transaction managers
     */
    void appendAll(List<OutboxRecord> records);
}
