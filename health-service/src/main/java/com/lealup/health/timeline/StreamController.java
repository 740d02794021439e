package com.lealup.health.timeline;

import com.lealup.health.customer.CustomerKey;
import com.lealup.health.customer.ExistingCustomers;
import com.lealup.platform.identity.Caller;
import com.lealup.platform.identity.RequiresScope;
import com.lealup.platform.problem.ProblemType;
import com.lealup.platform.problem.Problems;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/**
 * {@code GET /v1/customers/{id}/timeline/stream}: server-sent events, as the HTML standard has them (section 9.2). A
 * stream holds a virtual thread and a connection to the gateway, and none to the database.
 */
@RestController
class StreamController {

    private static final int RETRY_AFTER_SECONDS = 5;

    private final ExistingCustomers customers;
    private final Watchers watchers;
    private final WatchedCustomers watched;
    private final WatchProperties properties;
    private final JsonMapper json;
    private final InstantSource clock;

    StreamController(
            ExistingCustomers customers,
            Watchers watchers,
            WatchedCustomers watched,
            WatchProperties properties,
            JsonMapper json,
            InstantSource clock) {
        this.customers = customers;
        this.watchers = watchers;
        this.watched = watched;
        this.properties = properties;
        this.json = json;
        this.clock = clock;
    }

    @GetMapping(path = "/v1/customers/{id}/timeline/stream", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    @RequiresScope("customers:read")
    void stream(
            Caller caller,
            @PathVariable String id,
            @RequestParam @Nullable String type,
            @RequestHeader(name = "Last-Event-ID", required = false) @Nullable String lastEventId,
            HttpServletResponse response)
            throws IOException {
        var types = EntryType.list(type);
        var from = lastEventId == null ? null : StreamPosition.parse(lastEventId);
        var customer = customers.require(caller, id);
        var watcher = watchers.enter(customer)
                .orElseThrow(
                        () -> Problems.of(ProblemType.RATE_LIMITED, "Too many timelines are being watched right now.")
                                .with(HttpHeaders.RETRY_AFTER, String.valueOf(RETRY_AFTER_SECONDS)));
        try {
            response.setContentType(MediaType.TEXT_EVENT_STREAM_VALUE);
            response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
            var stream = new EntryStream(response.getOutputStream(), json, clock, types);
            begin(stream, customer, from);
            carryOn(stream, watcher);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            watchers.leave(watcher);
        }
    }

    private void begin(EntryStream stream, CustomerKey customer, @Nullable StreamPosition from) throws IOException {
        long last = watched.watch(customer);
        if (from == null) {
            stream.begin(last);
        } else if (from.at().isBefore(clock.instant().minus(WatchedCustomers.KEPT))) {
            stream.begin(last);
            stream.reset();
        } else {
            stream.begin(from.number());
            for (var news : watched.since(customer, from.number())) {
                stream.entry(news);
            }
        }
    }

    private void carryOn(EntryStream stream, Watcher watcher) throws IOException, InterruptedException {
        var end = clock.instant().plus(properties.lastsFor());
        while (!watcher.isOver() && clock.instant().isBefore(end)) {
            var news = watcher.await(properties.heartbeat());
            if (news.isPresent()) {
                stream.entry(news.get());
            } else {
                stream.alive();
            }
        }
    }
}
