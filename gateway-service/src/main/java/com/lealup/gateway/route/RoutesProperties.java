package com.lealup.gateway.route;

import com.lealup.platform.environment.InvalidSettingException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where the services are, which paths are theirs, and how long the gateway waits for them.
 *
 * @param customerService where customer-service listens; differs in every deployment
 * @param ingestService where ingest-service listens
 * @param healthService where health-service listens
 * @param webhookService where webhook-service listens
 * @param table the paths; part of the API, so fixed in {@code application.yml}
 * @param connectTimeout how long a service may take to accept a connection; together with {@code poolTimeout} it bounds
 *     how soon a caller learns that a service is away
 * @param responseTimeout how long a service may be silent; above the longest answer a service gives by itself
 * @param poolTimeout how long a request waits for a free connection before the gateway sheds it
 * @param connectionsPerService the most requests in progress at one service; raise it when requests are shed while the
 *     service is idle
 * @param pingEvery how often a service is asked whether it is there; with {@code silentAfter} it bounds how soon
 *     callers of a frozen service are told
 * @param silentAfter how long a service may say nothing at all, to anybody, until it counts as frozen; raise it when
 *     services pause for longer, to collect garbage for example
 */
@ConfigurationProperties("lealup.routes")
record RoutesProperties(
        URI customerService,
        URI ingestService,
        URI healthService,
        URI webhookService,
        List<Rule> table,
        @DefaultValue("1s") Duration connectTimeout,
        @DefaultValue("15s") Duration responseTimeout,
        @DefaultValue("250ms") Duration poolTimeout,
        @DefaultValue("2048") int connectionsPerService,
        @DefaultValue("300ms") Duration pingEvery,
        @DefaultValue("1200ms") Duration silentAfter) {

    /**
     * One row of the route table.
     *
     * @param path a pattern: {@code *} stands for one segment, {@code **} for the rest
     * @param service whose it is
     */
    record Rule(String path, UpstreamService service) {}

    /**
     * Refuses what cannot be used.
     *
     * @throws InvalidSettingException naming what is wrong and what it should be
     */
    RoutesProperties {
        requireOrigin("customer-service", customerService);
        requireOrigin("ingest-service", ingestService);
        requireOrigin("health-service", healthService);
        requireOrigin("webhook-service", webhookService);
        if (table == null || table.isEmpty()) {
            throw InvalidSettingException.missing("lealup.routes.table", "must give path and service of each route");
        }
        table = List.copyOf(table);
        if (connectionsPerService < 1) {
            throw InvalidSettingException.invalid("lealup.routes.connections-per-service", "must be at least 1");
        }
    }

    Map<UpstreamService, URI> origins() {
        return Map.of(
                UpstreamService.CUSTOMER_SERVICE, customerService,
                UpstreamService.INGEST_SERVICE, ingestService,
                UpstreamService.HEALTH_SERVICE, healthService,
                UpstreamService.WEBHOOK_SERVICE, webhookService);
    }

    private static void requireOrigin(String name, URI uri) {
        if (uri == null
                || !("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()))
                || uri.getHost() == null
                || !(uri.getRawPath().isEmpty() || uri.getRawPath().equals("/"))
                || uri.getRawQuery() != null) {
            throw InvalidSettingException.invalid(
                    "lealup.routes." + name, "must be a scheme, host and port such as http://127.0.0.1:8081");
        }
    }
}
