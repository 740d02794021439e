package com.lealup.local.testing;

import com.lealup.local.part.Part;
import com.lealup.local.provision.DatabaseRoles;
import java.net.URI;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.Map;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.Network;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.kafka.KafkaContainer;
import org.testcontainers.postgresql.PostgreSQLContainer;
import org.testcontainers.utility.DockerImageName;

/** The parts as containers, of the versions that the native ones have. */
final class ContainerParts implements Parts {

    private static final String PASSWORD = "for-tests-only";
    private static final int REGISTRY_PORT = 8080;

    private final Network network = Network.newNetwork();

    private final PostgreSQLContainer postgres = new PostgreSQLContainer(DockerImageName.parse("postgres:18"))
            .withNetwork(network)
            .withNetworkAliases("postgres")
            .withUsername("postgres")
            .withPassword(PASSWORD)
            .withCommand("postgres", "-c", "max_connections=150", "-c", "fsync=off");

    private final KafkaContainer kafka = new KafkaContainer(DockerImageName.parse("apache/kafka:4.3.1"))
            .withEnv("KAFKA_AUTO_CREATE_TOPICS_ENABLE", "false")
            .withEnv("KAFKA_OFFSETS_TOPIC_NUM_PARTITIONS", "4")
            .withEnv("KAFKA_TRANSACTION_STATE_LOG_NUM_PARTITIONS", "4")
            .withEnv("KAFKA_GROUP_INITIAL_REBALANCE_DELAY_MS", "0");

    private final GenericContainer<?> registry = new GenericContainer<>(
                    DockerImageName.parse("apicurio/apicurio-registry:3.3.3"))
            .withNetwork(network)
            .withExposedPorts(REGISTRY_PORT)
            .withEnv(Map.of(
                    "APICURIO_STORAGE_KIND", "sql",
                    "APICURIO_STORAGE_SQL_KIND", "postgresql",
                    "APICURIO_DATASOURCE_URL", "jdbc:postgresql://postgres:5432/" + DatabaseRoles.REGISTRY,
                    "APICURIO_DATASOURCE_USERNAME", "registry",
                    "APICURIO_DATASOURCE_PASSWORD", PASSWORD,
                    "QUARKUS_DATASOURCE_POSTGRESQL_JDBC_VALIDATE_ON_BORROW", "true"))
            .waitingFor(Wait.forHttp("/apis/registry/v3/system/info").withStartupTimeout(Duration.ofMinutes(2)));

    @Override
    public String jdbcUrl(String database) {
        return "jdbc:postgresql://" + postgres.getHost() + ":"
                + postgres.getMappedPort(PostgreSQLContainer.POSTGRESQL_PORT) + "/" + database;
    }

    @Override
    public DatabaseRoles.Superuser superuser() {
        return database -> DriverManager.getConnection(jdbcUrl(database), "postgres", PASSWORD);
    }

    @Override
    public String registryPassword() {
        return PASSWORD;
    }

    @Override
    public String bootstrapServers() {
        return kafka.getBootstrapServers();
    }

    @Override
    public URI registryUrl() {
        return URI.create(
                "http://" + registry.getHost() + ":" + registry.getMappedPort(REGISTRY_PORT) + "/apis/registry/v3");
    }

    @Override
    public void start(Part part) {
        GenericContainer<?> container = container(part);
        if (container.getContainerId() == null) {
            container.start();
        } else if (!container.isRunning()) {
            // The same container again: its port on this machine and its data stay.
            container
                    .getDockerClient()
                    .startContainerCmd(container.getContainerId())
                    .exec();
        }
    }

    @Override
    public void kill(Part part) {
        GenericContainer<?> container = container(part);
        container.getDockerClient().killContainerCmd(container.getContainerId()).exec();
    }

    @Override
    public void freeze(Part part) {
        GenericContainer<?> container = container(part);
        container
                .getDockerClient()
                .pauseContainerCmd(container.getContainerId())
                .exec();
    }

    @Override
    public void thaw(Part part) {
        GenericContainer<?> container = container(part);
        var state = container.getCurrentContainerInfo().getState();
        if (Boolean.TRUE.equals(state.getPaused())) {
            container
                    .getDockerClient()
                    .unpauseContainerCmd(container.getContainerId())
                    .exec();
        }
    }

    @Override
    public void stopAll() {
        registry.stop();
        kafka.stop();
        postgres.stop();
        network.close();
    }

    private GenericContainer<?> container(Part part) {
        return switch (part) {
            case POSTGRES -> postgres;
            case KAFKA -> kafka;
            case REGISTRY -> registry;
            case GATEWAY_SERVICE, CUSTOMER_SERVICE, INGEST_SERVICE, HEALTH_SERVICE, WEBHOOK_SERVICE ->
                throw new IllegalArgumentException("a test starts " + part.title() + " itself");
        };
    }
}
