package com.lealup.gateway.edge;

import java.time.Duration;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * The first step of stopping: readiness says no already, but a load balancer needs a moment to hear it, and until then
 * requests come and are answered. After it the server takes no more connections and ends what is in progress.
 */
@Component
class Drain implements SmartLifecycle {

    private final Duration delay;
    private volatile boolean running;

    Drain(EdgeProperties properties) {
        this.delay = properties.drainDelay();
    }

    @Override
    public void start() {
        running = true;
    }

    @Override
    public void stop() {
        running = false;
        try {
            Thread.sleep(delay);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** Stopped before everything else. */
    @Override
    public int getPhase() {
        return Integer.MAX_VALUE;
    }
}
