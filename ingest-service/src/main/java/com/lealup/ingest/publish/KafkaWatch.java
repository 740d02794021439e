package com.lealup.ingest.publish;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.DescribeClusterOptions;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Knows whether Kafka is there, so that requests need not find out one after another. It is away when it leaves a probe
 * without an answer or an event undelivered, and back with the next probe that it answers.
 */
final class KafkaWatch implements Runnable, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(KafkaWatch.class);

    private final Admin admin;
    private final Runnable warmUp;
    private final PublishProperties properties;
    private volatile boolean away = true;
    private @Nullable Thread thread;

    KafkaWatch(Map<String, Object> connection, Runnable warmUp, PublishProperties properties) {
        var config = new HashMap<>(connection);
        var timeout = (int) properties.probeTimeout().toMillis();
        config.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, timeout);
        config.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, timeout);
        config.put(AdminClientConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 500L);
        config.put(AdminClientConfig.CLIENT_ID_CONFIG, "ingest-watch");
        this.admin = Admin.create(config);
        this.warmUp = warmUp;
        this.properties = properties;
    }

    boolean away() {
        return away;
    }

    /** An event was not delivered: whoever comes next is told so at once, until a probe is answered. */
    void lost(Exception cause) {
        turn(true, cause.toString());
    }

    void start() {
        thread = Thread.ofPlatform().daemon().name("kafka-watch").start(this);
    }

    @Override
    public void run() {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                probe();
                TimeUnit.NANOSECONDS.sleep(properties.probeInterval().toNanos());
            }
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }

    private void probe() throws InterruptedException {
        try {
            var timeout = properties.probeTimeout();
            admin.describeCluster(new DescribeClusterOptions().timeoutMs((int) timeout.toMillis()))
                    .nodes()
                    .get(timeout.toNanos(), TimeUnit.NANOSECONDS);
            if (away) {
                warmUp.run();
            }
            turn(false, "");
        } catch (ExecutionException | TimeoutException | RuntimeException silent) {
            turn(true, silent.toString());
        }
    }

    private synchronized void turn(boolean nowAway, String cause) {
        if (nowAway != away) {
            away = nowAway;
            if (nowAway) {
                LOG.atWarn()
                        .addKeyValue("part", "kafka")
                        .addKeyValue("cause", cause)
                        .log("away");
            } else {
                LOG.atInfo().addKeyValue("part", "kafka").log("there");
            }
        }
    }

    @Override
    public void close() {
        var started = thread;
        if (started != null) {
            started.interrupt();
        }
        admin.close(properties.probeTimeout());
    }
}
