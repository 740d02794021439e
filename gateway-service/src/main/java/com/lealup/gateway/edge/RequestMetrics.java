package com.lealup.gateway.edge;

import com.lealup.platform.problem.ProblemType;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.servlet.ServletException;
import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.TimeUnit;
import org.apache.catalina.AccessLog;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.HandlerMapping;

/**
 * Counts and times every request, those included that never became one: Tomcat tells its access log of them all.
 *
 * <p>{@code lealup.gateway.requests} (a timer with a histogram; tags {@code door}, {@code route}, {@code method},
 * {@code status}) and {@code lealup.gateway.rejections} (a counter; tags {@code door}, {@code code}: the problem that
 * the gateway itself answered). No tag takes a value that a caller could invent.
 */
@Component
public class RequestMetrics extends ValveBase
        implements AccessLog, WebServerFactoryCustomizer<TomcatServletWebServerFactory> {

    /** The request attribute that names the service behind a proxied request. */
    public static final String ROUTE = "com.lealup.gateway.route";

    private static final Set<String> METHODS = Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");
    private static final Duration[] BUCKETS = {
        Duration.ofMillis(1),
        Duration.ofMillis(2),
        Duration.ofMillis(5),
        Duration.ofMillis(10),
        Duration.ofMillis(20),
        Duration.ofMillis(50),
        Duration.ofMillis(100),
        Duration.ofMillis(200),
        Duration.ofMillis(500),
        Duration.ofSeconds(1),
        Duration.ofSeconds(2),
        Duration.ofSeconds(5),
        Duration.ofSeconds(15)
    };

    private final MeterRegistry registry;
    private final InternalConnector internal;
    private final ConcurrentMap<Kind, Timer> timers = new ConcurrentHashMap<>();
    private final ConcurrentMap<Cause, Counter> rejections = new ConcurrentHashMap<>();

    RequestMetrics(MeterRegistry registry, InternalConnector internal) {
        super(true);
        this.registry = registry;
        this.internal = internal;
    }

    private record Kind(String door, String route, String method, int status) {}

    private record Cause(String door, String code) {}

    @Override
    public void customize(TomcatServletWebServerFactory factory) {
        factory.addEngineValves(this);
    }

    @Override
    public void invoke(Request request, Response response) throws IOException, ServletException {
        getNext().invoke(request, response);
    }

    @Override
    public void log(Request request, Response response, long nanos) {
        var door = request.getLocalPort() == internal.port() ? "internal" : "public";
        timers.computeIfAbsent(new Kind(door, routeOf(request), methodOf(request), response.getStatus()), this::timer)
                .record(nanos, TimeUnit.NANOSECONDS);
        if (request.getAttribute(ProblemType.ATTRIBUTE) instanceof String code) {
            rejections.computeIfAbsent(new Cause(door, code), this::counter).increment();
        }
    }

    private Timer timer(Kind kind) {
        return Timer.builder("lealup.gateway.requests")
                .description("Requests, from their first byte to the last of the answer")
                .tags(
                        "door", kind.door(),
                        "route", kind.route(),
                        "method", kind.method(),
                        "status", String.valueOf(kind.status()))
                .serviceLevelObjectives(BUCKETS)
                .register(registry);
    }

    private Counter counter(Cause cause) {
        return Counter.builder("lealup.gateway.rejections")
                .description("Requests that the gateway answered with a problem of its own, by its code")
                .tags("door", cause.door(), "code", cause.code())
                .register(registry);
    }

    /** The service, or the pattern of the gateway's own handler; nothing that stands in the path itself. */
    private static String routeOf(Request request) {
        if (request.getAttribute(ROUTE) instanceof String service) {
            return service;
        }
        var pattern = request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE);
        return pattern == null ? "none" : pattern.toString();
    }

    private static String methodOf(Request request) {
        @Nullable String method = request.getMethod();
        return method != null && METHODS.contains(method) ? method : "other";
    }

    /** What an access log would replace addresses with; none is kept. */
    @Override
    public void setRequestAttributesEnabled(boolean enabled) {}

    @Override
    public boolean getRequestAttributesEnabled() {
        return false;
    }
}
