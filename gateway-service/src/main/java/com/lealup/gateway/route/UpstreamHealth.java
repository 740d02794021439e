package com.lealup.gateway.route;

import com.lealup.gateway.route.Upstream.State;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.message.BasicClassicHttpRequest;
import org.apache.hc.core5.util.Timeout;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Tells a slow service from one that is frozen. A frozen one still accepts connections, so only its silence gives it
 * away: each service is asked {@code OPTIONS *} (RFC 9110 section 9.3.7: a ping, which the server answers without the
 * application) several times a second while somebody waits for it. While it answers, a request may take as long as it
 * needs; once it has said nothing for a while, on this connection or any other, whatever waits for it is told so at
 * once.
 */
@Component
class UpstreamHealth implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(UpstreamHealth.class);

    /** How often it is asked while nobody waits: so that metrics and log tell what has become of it. */
    private static final Duration IDLE = Duration.ofSeconds(5);

    private final RoutesProperties properties;
    private final Upstreams upstreams;
    private final Exchanges exchanges;
    private final CloseableHttpClient client;
    private volatile boolean running;

    UpstreamHealth(RoutesProperties properties, Upstreams upstreams, Exchanges exchanges) {
        this.properties = properties;
        this.upstreams = upstreams;
        this.exchanges = exchanges;
        this.client = client(properties);
    }

    @Override
    public void start() {
        running = true;
        for (var upstream : upstreams.all()) {
            Thread.ofPlatform()
                    .daemon()
                    .name("ping-" + upstream.service().text())
                    .start(() -> watch(upstream));
        }
    }

    private void watch(Upstream upstream) {
        while (running) {
            long asked = System.nanoTime();
            var state = ping(upstream.host());
            if (state == State.SILENT && upstream.wasHeardSince(asked)) {
                state = State.ANSWERING;
            }
            become(upstream, state);
            if (state != State.SILENT) {
                pause();
                upstream.rest(exchanges, IDLE);
            }
        }
    }

    private void become(Upstream upstream, State state) {
        if (upstream.state() != state && running) {
            log.atInfo()
                    .addKeyValue("upstream", upstream.service().text())
                    .addKeyValue("state", state)
                    .log("A service's state has changed");
        }
        upstream.become(state);
        if (state == State.SILENT) {
            exchanges.breakOffAt(upstream);
        }
    }

    private State ping(HttpHost host) {
        try {
            return client.execute(host, new BasicClassicHttpRequest("OPTIONS", host, "*"), _ -> State.ANSWERING);
        } catch (InterruptedIOException _) {
            return State.SILENT;
        } catch (IOException _) {
            return State.AWAY;
        }
    }

    private void pause() {
        LockSupport.parkNanos(properties.pingEvery().toNanos());
    }

    @Override
    public void stop() {
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** Connections of its own: those of the callers' requests may all be taken by a service that is slow. */
    private static CloseableHttpClient client(RoutesProperties properties) {
        var patience = Timeout.of(properties.silentAfter());
        return HttpClients.custom()
                .setConnectionManager(PoolingHttpClientConnectionManagerBuilder.create()
                        .setMaxConnTotal(UpstreamService.values().length)
                        .setMaxConnPerRoute(UpstreamService.values().length)
                        .setDefaultConnectionConfig(ConnectionConfig.custom()
                                .setConnectTimeout(patience)
                                .setSocketTimeout(patience)
                                .build())
                        .build())
                .setDefaultRequestConfig(
                        RequestConfig.custom().setResponseTimeout(patience).build())
                .disableAuthCaching()
                .disableAutomaticRetries()
                .disableConnectionState()
                .disableContentCompression()
                .disableCookieManagement()
                .disableDefaultUserAgent()
                .disableRedirectHandling()
                .build();
    }
}
