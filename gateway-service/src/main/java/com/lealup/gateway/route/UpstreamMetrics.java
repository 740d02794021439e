package com.lealup.gateway.route;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import org.apache.hc.client5.http.HttpRoute;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager;
import org.springframework.stereotype.Component;

/**
 * How the services look from here: whether they answer, how much is in progress at each, and over how many connections.
 */
@Component
class UpstreamMetrics implements MeterBinder {

    private static final String UPSTREAM = "upstream";

    private final Upstreams upstreams;
    private final Exchanges exchanges;
    private final PoolingHttpClientConnectionManager connections;

    UpstreamMetrics(Upstreams upstreams, Exchanges exchanges, PoolingHttpClientConnectionManager connections) {
        this.upstreams = upstreams;
        this.exchanges = exchanges;
        this.connections = connections;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        upstreams.all().forEach(upstream -> bind(upstream, registry));
    }

    private void bind(Upstream upstream, MeterRegistry registry) {
        var name = upstream.service().text();
        var route = new HttpRoute(upstream.host());
        Gauge.builder("lealup.gateway.upstream.up", upstream, each -> each.state() == Upstream.State.ANSWERING ? 1 : 0)
                .description("1 while the service answers, 0 while it refuses connections or says nothing")
                .tag(UPSTREAM, name)
                .register(registry);
        Gauge.builder("lealup.gateway.upstream.requests", exchanges, each -> each.running(upstream))
                .description("Requests in progress at the service")
                .tag(UPSTREAM, name)
                .register(registry);
        Gauge.builder(
                        "lealup.gateway.upstream.connections",
                        connections,
                        each -> each.getStats(route).getLeased())
                .description("Connections to the service that are in use, and that are kept for the next request")
                .tags(UPSTREAM, name, "state", "used")
                .register(registry);
        Gauge.builder(
                        "lealup.gateway.upstream.connections",
                        connections,
                        each -> each.getStats(route).getAvailable())
                .description("Connections to the service that are in use, and that are kept for the next request")
                .tags(UPSTREAM, name, "state", "kept")
                .register(registry);
    }
}
