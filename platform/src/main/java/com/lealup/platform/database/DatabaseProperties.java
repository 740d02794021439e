package com.lealup.platform.database;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where the service's schema is and how it is reached. The three users are named after the schema:
 * {@code <schema>_owner}, {@code <schema>_api}, {@code <schema>_worker}.
 *
 * @param url a {@code jdbc:postgresql://} URL; differs in every deployment
 * @param schema the schema that the service owns; fixed in {@code application.yml}
 * @param ownerPassword used for migrations at start only
 * @param apiPassword used by code that answers HTTP
 * @param workerPassword used by listeners, relays and schedulers
 * @param apiConnections most connections for HTTP; raise it when requests wait for one while Postgres is idle
 * @param workerConnections most connections for workers; at least one for each listener thread, and two more
 * @param connectTimeout how long a request waits for a connection before it answers 503; below 2 s, so that callers are
 *     told within that time that Postgres is away
 * @param startTimeout how long a starting service waits for Postgres before it gives up
 * @param requiredAtStart whether a service gives up when Postgres is not there at its start. Where false, it starts;
 *     the migrations follow once Postgres is there, and until then every connection is refused as if it were not. Turn
 *     it off only where something useful works without
 * @param statementTimeout after this long without an answer to a statement its connection is given up, and the request
 *     answers 503; keep it above the longest statement of a batch
 * @param apiStatementTimeout the same for HTTP alone; shorten it where every statement of a request is short, so that a
 *     Postgres that stands still is answered for sooner
 * @param idleInTransactionTimeout after this long without a statement Postgres ends a transaction, so that a frozen
 *     process does not keep its locks; keep it above the longest wait inside a transaction
 */
@ConfigurationProperties("lealup.database")
record DatabaseProperties(
        String url,
        String schema,
        String ownerPassword,
        String apiPassword,
        String workerPassword,
        @DefaultValue("12") int apiConnections,
        @DefaultValue("6") int workerConnections,
        @DefaultValue("1500ms") Duration connectTimeout,
        @DefaultValue("60s") Duration startTimeout,
        @DefaultValue("true") boolean requiredAtStart,
        @DefaultValue("15s") Duration statementTimeout,
        @DefaultValue("15s") Duration apiStatementTimeout,
        @DefaultValue("10s") Duration idleInTransactionTimeout) {

    DatabaseProperties {
        if (!url.startsWith("jdbc:postgresql://")) {
            throw new IllegalArgumentException("must be a URL that begins with jdbc:postgresql://");
        }
        if (!schema.matches("[a-z][a-z_]{0,40}")) {
            throw new IllegalArgumentException("must be a lower-case name of letters and underscores");
        }
        if (apiConnections < 1 || workerConnections < 2) {
            throw new IllegalArgumentException("needs at least 1 api and 2 worker connections");
        }
    }

    @Override
    public String toString() {
        return "DatabaseProperties[url=" + url + ", schema=" + schema + "]";
    }
}
