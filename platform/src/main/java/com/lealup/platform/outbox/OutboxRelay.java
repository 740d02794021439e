package com.lealup.platform.outbox;

import com.lealup.platform.outbox.PendingFacts.Pending;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Moves facts from the outbox to Kafka, oldest first, one batch in one Kafka transaction, and deletes them once Kafka
 * has committed it.
 *
 * <p>All instances use the same transactional id. Opening a producer with it ends the transactions of, and refuses
 * every later write by, any producer opened before: an instance that froze with facts in its hands and wakes after
 * another one took over cannot write them. So the newest state on a topic never gives way to an older one. What can
 * happen is that facts are written twice, when the relay dies between Kafka's commit and the deletion; they carry the
 * same event id.
 */
final class OutboxRelay implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(OutboxRelay.class);

    private final RelayLease lease;
    private final PendingFacts facts;
    private final Supplier<Producer<byte[], byte[]>> producers;
    private final RelaySignal signal;
    private final OutboxProperties properties;

    private volatile boolean running;
    private @Nullable Thread thread;
    private @Nullable Producer<byte[], byte[]> producer;
    private boolean failing;

    OutboxRelay(
            RelayLease lease,
            PendingFacts facts,
            Supplier<Producer<byte[], byte[]>> producers,
            RelaySignal signal,
            OutboxProperties properties) {
        this.lease = lease;
        this.facts = facts;
        this.producers = producers;
        this.signal = signal;
        this.properties = properties;
    }

    @Override
    public void start() {
        running = true;
        thread = Thread.ofPlatform().name("outbox-relay").start(this::run);
    }

    @Override
    public void stop() {
        running = false;
        signal.raise();
        Thread started = thread;
        if (started != null) {
            try {
                started.join(Duration.ofSeconds(10));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** Starts before, and so stops after, whatever appends facts. */
    @Override
    public int getPhase() {
        return Integer.MIN_VALUE + 1000;
    }

    private void run() {
        long renewAt = 0;
        while (running) {
            try {
                if (System.nanoTime() >= renewAt || producer == null) {
                    if (!lease.take()) {
                        closeProducer();
                        Thread.sleep(properties.lease().dividedBy(4));
                        continue;
                    }
                    renewAt = System.nanoTime() + properties.lease().toNanos() / 4;
                }
                if (!relayBatch()) {
                    signal.await(properties.pollInterval());
                }
                recovered();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                running = false;
            } catch (RuntimeException | ExecutionException | Error e) {
                failed(e);
                closeProducer();
                pause();
            }
        }
        handOver();
    }

    /** Whether other facts may wait behind those that it relayed. */
    private boolean relayBatch() throws InterruptedException, ExecutionException {
        // The producer is opened before the facts are read: what was read before could since have been relayed, and
        // overtaken, by another instance.
        Producer<byte[], byte[]> current = producer;
        if (current == null) {
            current = producers.get();
            producer = current;
            current.initTransactions();
        }
        var oldest = facts.oldest(properties.batchSize());
        List<Pending> batch = oldest.facts();
        if (batch.isEmpty()) {
            return false;
        }
        current.beginTransaction();
        var acknowledgements = new ArrayList<Future<RecordMetadata>>(batch.size());
        for (Pending pending : batch) {
            acknowledgements.add(current.send(pending.record()));
        }
        current.flush();
        for (Future<RecordMetadata> acknowledgement : acknowledgements) {
            acknowledgement.get();
        }
        current.commitTransaction();
        facts.delete(batch);
        return oldest.more();
    }

    private void failed(Throwable e) {
        if (failing) {
            log.atDebug().addKeyValue("cause", e.toString()).log("outbox relay still failing");
        } else {
            failing = true;
            log.atWarn().setCause(e).log("outbox relay failed; facts wait in the outbox and are relayed later");
        }
    }

    private void recovered() {
        if (failing) {
            failing = false;
            log.atInfo().log("outbox relay works again");
        }
    }

    private void pause() {
        try {
            Thread.sleep(properties.retryInterval());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            running = false;
        }
    }

    private void closeProducer() {
        Producer<byte[], byte[]> open = producer;
        producer = null;
        if (open != null) {
            try {
                open.close(Duration.ofSeconds(1));
            } catch (RuntimeException e) {
                log.atDebug().addKeyValue("cause", e.toString()).log("closing a producer failed");
            }
        }
    }

    private void handOver() {
        closeProducer();
        try {
            lease.giveUp();
        } catch (RuntimeException e) {
            log.atDebug().addKeyValue("cause", e.toString()).log("lease not given up; it expires by itself");
        }
    }
}
