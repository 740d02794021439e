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
 * of those that have waited for a while are looked after from here, and what nobody waits for is broken off. So is what
 * a service has left unanswered for too long: a clock for each read would cost more than the rest of it.
 */
@Component
class Exchanges implements DisposableBean {

    private static final Logger log = LoggerFactory.getLogger(Exchanges.class);

    /** Most answers are there before it would be worth a look. */
    private static final Duration LOOK_EVERY = Duration.ofMillis(250);

    private final CallerConnections connections;
    private final long longestSilenceNanos;
    private final Set<Exchange> running = ConcurrentHashMap.newKeySet();
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("left-callers").factory());

    Exchanges(CallerConnections connections, RoutesProperties routes) {
        this.connections = connections;
        this.longestSilenceNanos = routes.responseTimeout().toNanos();
        var _ = clock.scheduleWithFixedDelay(
                this::lookAfterAll, LOOK_EVERY.toMillis(), LOOK_EVERY.toMillis(), TimeUnit.MILLISECONDS);
    }

    Exchange begin(Upstream upstream, HttpServletRequest request) {
        var exchange = new Exchange(upstream, request);
        running.add(exchange);
        upstream.wanted();
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

    private void lookAfterAll() {
        try {
            running.stream()
                    .filter(exchange -> exchange.silentNanos() > longestSilenceNanos)
                    .forEach(Exchange::giveUp);
            breakOffThoseLeft();
        } catch (RuntimeException e) {
            log.atError().setCause(e).log("Could not look after the callers");
        }
    }

    private void breakOffThoseLeft() {
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
    }

    @Override
    public void destroy() {
        clock.shutdownNow();
    }
}
