package com.lealup.gateway.edge;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * The connections of the callers. Tomcat bounds how long a caller may be silent, but not how long it may take to end
 * its headers byte by byte; that is bounded here.
 */
@Component
public class CallerConnections implements WebServerFactoryCustomizer<TomcatServletWebServerFactory>, SmartLifecycle {

    private static final Duration LOOK_EVERY = Duration.ofSeconds(1);

    private final long longestHeadersNanos;
    private final List<DoorProtocol> protocols = new CopyOnWriteArrayList<>();
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("slow-headers").factory());
    private volatile boolean running;

    CallerConnections(EdgeProperties properties) {
        this.longestHeadersNanos = properties.longestHeaders().toNanos();
    }

    /** One end of a connection. */
    public record Peer(String address, int port) {

        /** The other end of the connection that a request came on. */
        public static Peer of(HttpServletRequest request) {
            return new Peer(request.getRemoteAddr(), request.getRemotePort());
        }
    }

    @Override
    public void customize(TomcatServletWebServerFactory factory) {
        factory.setProtocol(DoorProtocol.class.getName());
        factory.addConnectorCustomizers(connector -> {
            if (connector.getProtocolHandler() instanceof DoorProtocol protocol) {
                protocols.add(protocol);
            }
        });
    }

    /** All that are open now; costs time in proportion to their number. */
    public Map<Peer, CallerConnection> open() {
        var open = new HashMap<Peer, CallerConnection>();
        for (var protocol : protocols) {
            for (var socket : protocol.connections()) {
                open.put(new Peer(socket.getRemoteAddr(), socket.getRemotePort()), new CallerConnection(socket));
            }
        }
        return open;
    }

    @Override
    public void start() {
        running = true;
        var _ = clock.scheduleWithFixedDelay(
                this::closeThoseThatDawdle, LOOK_EVERY.toMillis(), LOOK_EVERY.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void closeThoseThatDawdle() {
        for (var protocol : protocols) {
            for (var socket : protocol.connections()) {
                new CallerConnection(socket).closeIfHeadersDawdle(longestHeadersNanos);
            }
        }
    }

    @Override
    public void stop() {
        clock.shutdownNow();
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
