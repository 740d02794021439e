package com.lealup.gateway.route;

import com.lealup.gateway.edge.CallerConnections;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/**
 * The requests in progress. A blocked thread does not learn that its caller has closed the connection, so the callers
 * of those that have waited for a while are looked after from here, and what nobody waits for is broken off.
 */
@Component
class Exchanges implements DisposableBean {

    private static final Logger log = LoggerFactory.getLogger(Exchanges.class);

    /** Most answers are there before it would be worth a look. */
    private static final Duration LOOK_EVERY = Duration.ofMillis(250);

    private final CallerConnections connections;
    private final Set<Exchange> running = ConcurrentHashMap.newKeySet();
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("left-callers").factory());

    Exchanges(CallerConnections connections) {
        this.connections = connections;
        var _ = clock.scheduleWithFixedDelay(
                this::breakOffThoseLeft, LOOK_EVERY.toMillis(), LOOK_EVERY.toMillis(), TimeUnit.MILLISECONDS);
    }

    Exchange begin(Upstream upstream, HttpServletRequest request) {
        var exchange = new Exchange(upstream, request);
        running.add(exchange);
        return exchange;
    }

    void end(Exchange exchange) {
        running.remove(exchange);
    }

    /** How many are in progress at a service. */
    long running(Upstream upstream) {
        return running.stream()
                .filter(exchange -> exchange.upstream() == upstream)
                .count();
    }

    /** Breaks off whatever waits for a service. */
    void breakOffAt(Upstream upstream) {
        running.stream()
                .filter(exchange -> exchange.upstream() == upstream)
                .forEach(exchange -> exchange.breakOff(Exchange.End.SERVICE_SILENT));
    }

    private void breakOffThoseLeft() {
        try {
            var waiting = running.stream()
                    .filter(exchange -> exchange.isWaiting() && exchange.ageNanos() > LOOK_EVERY.toNanos())
                    .toList();
            if (waiting.isEmpty()) {
                return;
            }
            var open = connections.open();
            for (var exchange : waiting) {
                var connection = open.get(exchange.peer());
                if (connection == null) {
                    exchange.breakOff(Exchange.End.CALLER_LEFT);
                } else {
                    exchange.breakOffIfLeft(connection);
                }
            }
        } catch (RuntimeException e) {
            log.atError().setCause(e).log("Could not look after the callers");
        }
    }

    @Override
    public void destroy() {
        clock.shutdownNow();
    }
}
