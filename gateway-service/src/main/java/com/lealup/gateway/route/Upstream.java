package com.lealup.gateway.route;

import java.net.URI;
import org.apache.hc.core5.http.HttpHost;

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
}
