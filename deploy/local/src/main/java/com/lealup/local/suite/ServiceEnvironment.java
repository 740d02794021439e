package com.lealup.local.suite;

import static com.lealup.local.part.Part.CUSTOMER_SERVICE;
import static com.lealup.local.part.Part.GATEWAY_SERVICE;
import static com.lealup.local.part.Part.HEALTH_SERVICE;
import static com.lealup.local.part.Part.INGEST_SERVICE;
import static com.lealup.local.part.Part.KAFKA;
import static com.lealup.local.part.Part.POSTGRES;
import static com.lealup.local.part.Part.REGISTRY;
import static com.lealup.local.part.Part.WEBHOOK_SERVICE;

import com.lealup.local.part.Part;
import com.lealup.local.part.Ports;
import com.lealup.local.provision.DatabaseRoles;
import com.lealup.local.provision.ServicePasswords;
import com.lealup.local.secret.Environment;
import com.lealup.local.secret.Secret;
import com.lealup.local.secret.Secrets;
import java.util.Map;
import java.util.TreeMap;

/** The environment variables that each service is given: its whole configuration, and no secret that it needs not. */
public final class ServiceEnvironment {

    private final Ports ports;
    private final Environment environment;
    private final Secrets secrets;

    /** The variables of one deployment. */
    public ServiceEnvironment(Settings settings) {
        this.ports = settings.ports();
        this.environment = settings.environment();
        this.secrets = settings.secrets();
    }

    ServicePasswords passwords(Part service) {
        String schema = service.schema();
        return new ServicePasswords(
                secrets.password(schema + "_owner"),
                secrets.password(schema + "_api"),
                secrets.password(schema + "_worker"));
    }

    /**
     * A service's variables; some are secret.
     *
     * @throws IllegalArgumentException for a part that is no service
     */
    public Map<String, String> of(Part service) {
        Map<String, String> variables = new TreeMap<>(common(service));
        switch (service) {
            case GATEWAY_SERVICE -> gateway(variables);
            case CUSTOMER_SERVICE ->
                variables.put("LEALUP_GATEWAY_INTERNAL_URL", "http://127.0.0.1:" + ports.gatewayInternal());
            case INGEST_SERVICE, HEALTH_SERVICE -> variables.put("LEALUP_CUSTOMER_SERVICE_URL", url(CUSTOMER_SERVICE));
            case WEBHOOK_SERVICE -> webhook(variables);
            case POSTGRES, KAFKA, REGISTRY -> throw new IllegalArgumentException(service.title() + " is no service");
        }
        return variables;
    }

    private Map<String, String> common(Part service) {
        ServicePasswords passwords = passwords(service);
        return Map.ofEntries(
                Map.entry("LEALUP_ENVIRONMENT", environment.title()),
                Map.entry("SERVER_ADDRESS", "127.0.0.1"),
                Map.entry("SERVER_PORT", Integer.toString(ports.of(service))),
                Map.entry("MANAGEMENT_SERVER_ADDRESS", "127.0.0.1"),
                Map.entry("MANAGEMENT_SERVER_PORT", Integer.toString(ports.management(service))),
                Map.entry(
                        "LEALUP_DATABASE_URL",
                        "jdbc:postgresql://127.0.0.1:" + ports.of(POSTGRES) + "/" + DatabaseRoles.DATABASE),
                Map.entry("LEALUP_DATABASE_OWNER_PASSWORD", passwords.owner()),
                Map.entry("LEALUP_DATABASE_API_PASSWORD", passwords.api()),
                Map.entry("LEALUP_DATABASE_WORKER_PASSWORD", passwords.worker()),
                Map.entry("SPRING_KAFKA_BOOTSTRAP_SERVERS", "127.0.0.1:" + ports.of(KAFKA)),
                Map.entry("LEALUP_REGISTRY_URL", url(REGISTRY) + "/apis/registry/v3"),
                secret(Secret.LEALUP_IDENTITY_PUBLIC_KEYS),
                secret(Secret.LEALUP_IDEMPOTENCY_KEYS));
    }

    private void gateway(Map<String, String> variables) {
        add(variables, Secret.LEALUP_IDENTITY_SIGNING_KEY);
        add(variables, Secret.LEALUP_KEYS_PEPPERS);
        add(variables, Secret.LEALUP_KEYS_RECORD_MAC_KEY);
        add(variables, Secret.LEALUP_OPERATOR_TOKEN);
        variables.put("LEALUP_GATEWAY_INTERNAL_PORT", Integer.toString(ports.gatewayInternal()));
        // Everybody here is one address: scripts, tests and people.
        variables.put("LEALUP_LIMITS_ADDRESS_FAILURES_PER_MINUTE", "600");
        variables.put("LEALUP_LIMITS_ADDRESS_ANONYMOUS_PER_MINUTE", "6000");
        variables.put("LEALUP_ROUTES_CUSTOMER_SERVICE", url(CUSTOMER_SERVICE));
        variables.put("LEALUP_ROUTES_INGEST_SERVICE", url(INGEST_SERVICE));
        variables.put("LEALUP_ROUTES_HEALTH_SERVICE", url(HEALTH_SERVICE));
        variables.put("LEALUP_ROUTES_WEBHOOK_SERVICE", url(WEBHOOK_SERVICE));
    }

    /** A test may deliver to a listener on this machine, but never to LealUp itself. */
    private void webhook(Map<String, String> variables) {
        add(variables, Secret.LEALUP_WEBHOOKS_SECRET_KEYS);
        variables.put("LEALUP_EGRESS_ALLOW_LOOPBACK", Boolean.toString(environment == Environment.TEST));
        variables.put("LEALUP_EGRESS_REFUSED_PORTS", ports.of(GATEWAY_SERVICE) + "-" + ports.last());
    }

    private String url(Part part) {
        return "http://127.0.0.1:" + ports.of(part);
    }

    private Map.Entry<String, String> secret(Secret secret) {
        return Map.entry(secret.name(), secrets.get(secret));
    }

    private void add(Map<String, String> variables, Secret secret) {
        variables.put(secret.name(), secrets.get(secret));
    }
}
