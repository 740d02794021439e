package com.lealup.local.testing;

import com.lealup.local.part.Part;
import com.lealup.local.provision.DatabaseRoles;
import com.lealup.local.provision.SchemaRegistration;
import com.lealup.local.provision.ServicePasswords;
import com.lealup.local.provision.TopicCreation;
import com.lealup.schemas.Topics;
import java.net.URI;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Base64;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.jspecify.annotations.Nullable;

/**
 * Real PostgreSQL, Kafka and Apicurio Registry for tests, provisioned as the deployment does it: roles, topics,
 * schemas.
 *
 * <p>They are processes of this machine, or containers with {@code -Dlealup.parts=containers}. One set serves a JVM:
 * tests keep apart by using tenants of their own.
 */
public final class TestParts {

    private static final ServicePasswords PASSWORDS = new ServicePasswords("owner-test", "api-test", "worker-test");

    private static @Nullable TestParts shared;

    private final Parts parts;
    private final DatabaseRoles roles;
    private final Set<String> schemas = new HashSet<>();

    private TestParts(Parts parts) {
        this.parts = parts;
        this.roles = new DatabaseRoles(parts.superuser());
    }

    /** The set of this JVM, started by the first call and stopped when the JVM ends. */
    public static synchronized TestParts shared() {
        if (shared == null) {
            shared = startNew();
        }
        return shared;
    }

    /** A set of its own, for tests that break more than they can mend; {@link #stop()} it. */
    public static TestParts startNew() {
        TestParts started = new TestParts(choose());
        Runtime.getRuntime().addShutdownHook(new Thread(started.parts::stopAll, "stop-parts"));
        started.startAll();
        return started;
    }

    private static Parts choose() {
        String choice = System.getProperty("lealup.parts", "native");
        return switch (choice) {
            case "native" -> new NativeParts(Scratch.create());
            case "containers" -> new ContainerParts();
            default -> throw new IllegalArgumentException("lealup.parts should be native or containers, not " + choice);
        };
    }

    private void startAll() {
        var kafka = CompletableFuture.runAsync(() -> {
            parts.start(Part.KAFKA);
            createTopics();
        });
        parts.start(Part.POSTGRES);
        roles.lealup();
        roles.registry(parts.registryPassword());
        parts.start(Part.REGISTRY);
        new SchemaRegistration(parts.registryUrl()).register(Topics.all());
        kafka.join();
    }

    private void createTopics() {
        try (Admin admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, parts.bootstrapServers()))) {
            new TopicCreation(admin).create(Topics.toCreate());
        }
    }

    /**
     * What a service that owns the schema is configured with: database, Kafka, registry, environment and key of
     * idempotency records. The schema and its roles are made by the first call for it.
     */
    public Map<String, String> properties(String schema) {
        provision(schema);
        return Map.of(
                "lealup.environment", "test",
                "lealup.database.url", jdbcUrl(),
                "lealup.database.schema", schema,
                "lealup.database.owner-password", PASSWORDS.owner(),
                "lealup.database.api-password", PASSWORDS.api(),
                "lealup.database.worker-password", PASSWORDS.worker(),
                "lealup.registry.url", registryUrl().toString(),
                "lealup.idempotency.keys", "1:" + Base64.getEncoder().encodeToString(new byte[32]),
                "spring.kafka.bootstrap-servers", bootstrapServers());
    }

    private synchronized void provision(String schema) {
        if (schemas.add(schema)) {
            roles.service(schema, PASSWORDS);
        }
    }

    /** The services' database. */
    public String jdbcUrl() {
        return parts.jdbcUrl(DatabaseRoles.DATABASE);
    }

    /** A connection to the services' database that may do and see everything; the caller closes it. */
    public Connection superuser() throws SQLException {
        return parts.superuser().open(DatabaseRoles.DATABASE);
    }

    /** Where Kafka's clients begin. */
    public String bootstrapServers() {
        return parts.bootstrapServers();
    }

    /** The registry's API. */
    public URI registryUrl() {
        return parts.registryUrl();
    }

    /** Ends a part as a crash does. */
    public void kill(Part part) {
        parts.kill(part);
    }

    /** A part stands still: its connections stay open and nothing answers. */
    public void freeze(Part part) {
        parts.freeze(part);
    }

    /** A frozen part goes on. */
    public void thaw(Part part) {
        parts.thaw(part);
    }

    /** Starts a killed part again, on its old port with its data, and waits until it is ready. */
    public void start(Part part) {
        parts.start(part);
    }

    /** Thaws what is frozen and starts what is dead. */
    public void mend() {
        Stream.of(Part.POSTGRES, Part.KAFKA, Part.REGISTRY).forEach(part -> {
            parts.thaw(part);
            parts.start(part);
        });
    }

    /** Ends all of them; only for a set of one's own. */
    public void stop() {
        parts.stopAll();
    }
}
