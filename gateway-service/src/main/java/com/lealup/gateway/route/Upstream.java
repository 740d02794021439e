package com.lealup.gateway.route;

import java.net.URI;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.apache.hc.core5.http.HttpHost;
import org.jspecify.annotations.Nullable;

/** A service, as the gateway finds it. */
final class Upstream {

    /** What is known of it. */
    enum State {
        /** It answers. */
        ANSWERING,
        /** It refuses connections or breaks them: who asks learns so at once, and need not be kept from asking. */
        AWAY,
        /** It accepts connections and says nothing. */
        SILENT
    }

    private final UpstreamService service;
    private final HttpHost host;
    private final RetryBudget retries = new RetryBudget();
    private volatile State state = State.ANSWERING;
    private volatile long lastHeard = System.nanoTime();
    private volatile @Nullable Thread resting;

    Upstream(UpstreamService service, URI origin) {
        this.service = service;
        this.host = new HttpHost(origin.getScheme(), origin.getHost(), origin.getPort());
    }

    UpstreamService service() {
        return service;
    }

    HttpHost host() {
        return host;
    }

    RetryBudget retries() {
        return retries;
    }

    State state() {
        return state;
    }

    boolean isSilent() {
        return state == State.SILENT;
    }

    void become(State found) {
        state = found;
    }

    /** It has answered somebody. */
    void heard() {
        lastHeard = System.nanoTime();
    }

    boolean wasHeardSince(long nanoTime) {
        return lastHeard - nanoTime > 0;
    }

    /** Called after a request has begun to wait for it. */
    void wanted() {
        var watcher = resting;
        if (watcher != null) {
            LockSupport.unpark(watcher);
        }
    }

    /** Returns when a request has begun to wait for it, at once if one waits already, or after the given time. */
    void rest(Exchanges exchanges, Duration atMost) {
        resting = Thread.currentThread();
        if (exchanges.running(this) == 0) {
            LockSupport.parkNanos(this, atMost.toNanos());
        }
        resting = null;
    }
}
