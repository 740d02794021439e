package com.lealup.load.webhooks;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicLongArray;

/** Some thousand messages, without an object for each. */
final class MessageChunk {

    private final AtomicLongArray appended;
    private final AtomicLongArray received;
    private final AtomicIntegerArray receipts;
    private final AtomicIntegerArray endpoints;
    private final AtomicIntegerArray ids;
    private final AtomicIntegerArray otherIds;

    MessageChunk(int size) {
        appended = new AtomicLongArray(size);
        received = new AtomicLongArray(size);
        receipts = new AtomicIntegerArray(size);
        endpoints = new AtomicIntegerArray(size);
        ids = new AtomicIntegerArray(size);
        otherIds = new AtomicIntegerArray(size);
    }

    void sentTo(int at, int endpoint) {
        endpoints.set(at, endpoint);
    }

    void appended(int at, long millis) {
        appended.set(at, millis);
    }

    /** Whether it is the first time. */
    boolean received(int at, Arrival arrival) {
        var id = arrival.messageId().hashCode();
        if (receipts.getAndIncrement(at) == 0) {
            received.set(at, ChronoUnit.MICROS.between(Instant.EPOCH, arrival.at()));
            ids.set(at, id);
            return true;
        }
        if (ids.get(at) != id) {
            otherIds.incrementAndGet(at);
        }
        return false;
    }

    int endpoint(int at) {
        return endpoints.get(at);
    }

    int receipts(int at) {
        return receipts.get(at);
    }

    long appendedMillis(int at) {
        return appended.get(at);
    }

    long receivedMicros(int at) {
        return received.get(at);
    }

    boolean underOtherIds(int at) {
        return otherIds.get(at) > 0;
    }
}
