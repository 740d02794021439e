package com.lealup.platform.serde;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Fetches the schema ids that a service needs before it starts to listen. After that the registry may be away: a
 * running service asks it only for schemas that did not exist when it started.
 */
final class SchemaWarmUp implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(SchemaWarmUp.class);
    private static final Duration PAUSE = Duration.ofMillis(500);
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final ApicurioAvroCodec codec;
    private final List<WarmedTopic> topics;
    private final Duration timeout;
    private boolean running;

    SchemaWarmUp(ApicurioAvroCodec codec, List<WarmedTopic> topics, Duration timeout) {
        this.codec = codec;
        this.topics = topics;
        this.timeout = timeout;
    }

    @Override
    public void start() {
        long deadline = System.nanoTime() + timeout.toNanos();
        for (WarmedTopic topic : topics) {
            warm(topic, deadline);
        }
        running = true;
        log.atInfo().addKeyValue("topics", topics.size()).log("schema ids fetched");
    }

    private void warm(WarmedTopic topic, long deadline) {
        while (true) {
            try {
                ask(topic);
                return;
            } catch (RegistryUnavailableException e) {
                if (System.nanoTime() > deadline) {
                    throw new IllegalStateException(
                            "The schema of topic " + topic.topic() + " was not found in the registry within " + timeout
                                    + ". Is the registry up, and did the deployment register the schemas?",
                            e);
                }
                pause();
            }
        }
    }

    /** The registry's client waits for ever for an answer that was lost. */
    private void ask(WarmedTopic topic) {
        var asked = new FutureTask<>(() -> codec.warm(topic), null);
        Thread.ofVirtual().name("schema-warm-up").start(asked);
        try {
            asked.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            asked.cancel(true);
            throw new RegistryUnavailableException("The registry has not answered within " + PATIENCE, e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException failure ? failure : new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while waiting for the registry", e);
        }
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while waiting for the registry", e);
        }
    }

    @Override
    public void stop() {
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public int getPhase() {
        return Integer.MIN_VALUE;
    }
}
