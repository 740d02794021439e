package com.lealup.load.webhooks;

import com.lealup.load.report.Latencies;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.IntPredicate;

/**
 * Every message that is to arrive, by the number it carries: whom it is for, when Kafka had its fact, when the sink had
 * it, and how often. A receiver tells messages apart by {@code webhook-id}, so a number must come with one id only.
 */
public final class Messages {

    private static final int CHUNK = 1 << 16;
    private static final int MOST_CHUNKS = 1 << 10;

    private final AtomicReferenceArray<MessageChunk> chunks = new AtomicReferenceArray<>(MOST_CHUNKS);
    private final AtomicInteger next = new AtomicInteger();
    private final LongAdder acknowledged = new LongAdder();
    private final LongAdder received = new LongAdder();
    private final LongAdder unknown = new LongAdder();

    /** The number of a new message for an endpoint. */
    int next(int endpoint) {
        var number = next.getAndIncrement();
        chunk(number).sentTo(number % CHUNK, endpoint);
        return number;
    }

    /** The number that comes next. */
    public int count() {
        return next.get();
    }

    /** Kafka has its fact since then, in milliseconds of the epoch. */
    void appended(int number, long millis) {
        chunk(number).appended(number % CHUNK, millis);
        acknowledged.increment();
    }

    /** How many facts Kafka has. */
    public long acknowledged() {
        return acknowledged.sum();
    }

    /** Takes what arrived at the sink, and says whether it is the first time. */
    public boolean received(Arrival arrival) {
        var number = arrival.number();
        if (number < 0 || number >= next.get()) {
            unknown.increment();
            return false;
        }
        var first = chunk(number).received(number % CHUNK, arrival);
        if (first) {
            received.increment();
        }
        return first;
    }

    /** How many have arrived, repeats not counted. */
    public long received() {
        return received.sum();
    }

    /** How many are under way. */
    public long underWay() {
        return next.get() - received();
    }

    /** How many requests carried no number that was given out. */
    public long unknown() {
        return unknown.sum();
    }

    /** The books of the messages from one number up to another. */
    public Books books(int from, int to) {
        var books = new Books(0, 0, 0, 0);
        for (var number = from; number < to; number++) {
            books = books.with(chunk(number), number % CHUNK);
        }
        return books;
    }

    /** From Kafka's time to the sink's, of the messages from one number up to another to some endpoints. */
    Latencies latencies(int from, int to, IntPredicate endpoint) {
        var latencies = new Latencies();
        for (var number = from; number < to; number++) {
            var chunk = chunk(number);
            var at = number % CHUNK;
            if (endpoint.test(chunk.endpoint(at)) && chunk.receipts(at) > 0 && chunk.appendedMillis(at) > 0) {
                latencies.add(Duration.ofNanos(
                        Math.max(0, chunk.receivedMicros(at) - chunk.appendedMillis(at) * 1000) * 1000));
            }
        }
        return latencies;
    }

    private MessageChunk chunk(int number) {
        var at = number / CHUNK;
        var chunk = chunks.get(at);
        if (chunk != null) {
            return chunk;
        }
        chunks.compareAndSet(at, null, new MessageChunk(CHUNK));
        return chunks.get(at);
    }

    /**
     * What became of messages.
     *
     * @param produced facts that Kafka has
     * @param lost messages of those that never arrived
     * @param repeats arrivals beyond the first
     * @param underOtherIds messages that arrived under more than one {@code webhook-id}
     */
    public record Books(long produced, long lost, long repeats, long underOtherIds) {

        private Books with(MessageChunk chunk, int at) {
            var receipts = chunk.receipts(at);
            // Without an acknowledgement nobody may rely on a fact, so nothing of it is lost.
            var known = chunk.appendedMillis(at) > 0 || receipts > 0;
            return new Books(
                    produced + (known ? 1 : 0),
                    lost + (known && receipts == 0 ? 1 : 0),
                    repeats + Math.max(0, receipts - 1),
                    underOtherIds + (chunk.underOtherIds(at) ? 1 : 0));
        }

        /** Whether each arrived, under one id. */
        public boolean balanced() {
            return lost == 0 && underOtherIds == 0;
        }
    }
}
