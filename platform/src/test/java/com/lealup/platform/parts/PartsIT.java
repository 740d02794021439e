package com.lealup.platform.parts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.lealup.local.part.Part;
import com.lealup.local.provision.SchemaRegistration;
import com.lealup.local.provision.TopicCreation;
import com.lealup.local.testing.TestParts;
import com.lealup.local.trouble.Trouble;
import com.lealup.schemas.Topics;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The parts that all integration tests stand on: what they promise when one is killed, frozen or asked twice. */
class PartsIT {

    private static TestParts parts;

    @BeforeAll
    static void start() {
        parts = TestParts.startNew();
    }

    @AfterAll
    static void stop() {
        parts.stop();
    }

    @Test
    void rolesReachTheirOwnSchemaAndNoOther() throws Exception {
        // Given
        parts.properties("gateway");
        var customer = parts.properties("customer");
        try (var owner = connect(customer, "customer_owner", "owner")) {
            owner.createStatement().execute("create table thing (id int primary key)");
        }
        try (var owner = connect(parts.properties("gateway"), "gateway_owner", "owner")) {
            owner.createStatement().execute("create table secret (id int primary key)");
        }

        // When
        try (var api = connect(customer, "customer_api", "api")) {
            api.createStatement().execute("insert into thing values (1)");

            // Then
            assertThatExceptionOfType(SQLException.class)
                    .isThrownBy(() -> api.createStatement().execute("select * from gateway.secret"))
                    .withMessageContaining("permission denied");
            assertThatExceptionOfType(SQLException.class)
                    .isThrownBy(() -> api.createStatement().execute("create table other (id int)"))
                    .withMessageContaining("permission denied");
        }
    }

    @Test
    void whatIsCommittedSurvivesKillingPostgres() throws Exception {
        // Given
        try (var connection = parts.superuser()) {
            connection.createStatement().execute("create table public.kept (id int)");
            connection.createStatement().execute("insert into public.kept values (42)");
        }

        // When
        parts.kill(Part.POSTGRES);
        parts.start(Part.POSTGRES);

        // Then
        try (var connection = parts.superuser();
                var rows = connection.createStatement().executeQuery("select id from public.kept")) {
            assertThat(rows.next()).isTrue();
            assertThat(rows.getInt(1)).isEqualTo(42);
        }
    }

    @Test
    void whatIsAcknowledgedSurvivesKillingKafka() throws Exception {
        // Given
        String topic = Topics.CUSTOMERS.name();
        send(topic);

        // When
        parts.kill(Part.KAFKA);
        parts.start(Part.KAFKA);

        // Then
        assertThat(send(topic)).isEqualTo(1);
    }

    @Test
    void aFrozenPostgresAnswersNobodyUntilItIsThawed() throws Exception {
        // Given
        var properties = new Properties();
        properties.putAll(Map.of(
                "user",
                "ingest_api",
                "password",
                password("ingest", "api"),
                "connectTimeout",
                "1",
                "socketTimeout",
                "1"));

        // When
        parts.freeze(Part.POSTGRES);

        // Then
        try {
            assertThatExceptionOfType(SQLException.class)
                    .isThrownBy(() -> DriverManager.getConnection(parts.jdbcUrl(), properties)
                            .close());
        } finally {
            parts.thaw(Part.POSTGRES);
        }
        DriverManager.getConnection(parts.jdbcUrl(), properties).close();
    }

    @Test
    void topicsAreMadeOnceWithTheCataloguesConfiguration() throws Exception {
        try (var admin = Admin.create(Map.of("bootstrap.servers", parts.bootstrapServers()))) {
            // When
            new TopicCreation(admin).create(Topics.toCreate());

            // Then
            assertThat(admin.listTopics().names().get())
                    .containsAll(Topics.toCreate().stream()
                            .map(topic -> topic.name())
                            .toList());
            var found = admin.describeTopics(List.of(Topics.USAGE_EVENTS.name()))
                    .allTopicNames()
                    .get();
            assertThat(found.get(Topics.USAGE_EVENTS.name()).partitions()).hasSize(Topics.USAGE_EVENTS.partitions());
        }
    }

    @Test
    void schemasAreRegisteredOnce() {
        new SchemaRegistration(parts.registryUrl()).register(Topics.all());
        new SchemaRegistration(parts.registryUrl()).register(Topics.all());
    }

    @Test
    void aSchemaThatBreaksReadersIsRefusedByTheRegistry() {
        // Given
        var registration = new SchemaRegistration(parts.registryUrl());
        registration.register("lealup.trials.v1-value", """
                {"type": "record", "name": "Trial", "fields": [{"name": "id", "type": "string"}]}""");

        // Then
        assertThatExceptionOfType(Trouble.class)
                .isThrownBy(() -> registration.register("lealup.trials.v1-value", """
                        {"type": "record", "name": "Trial", "fields": [{"name": "id", "type": "string"},
                         {"name": "must", "type": "long"}]}"""))
                .withMessageContaining("FULL_TRANSITIVE");
    }

    private static long send(String topic) throws Exception {
        Map<String, Object> settings = Map.of("bootstrap.servers", parts.bootstrapServers(), "acks", "all");
        try (var producer = new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer())) {
            return producer.send(new ProducerRecord<>(topic, 0, "key", null))
                    .get()
                    .offset();
        }
    }

    private static String password(String schema, String role) {
        return parts.properties(schema).get("lealup.database." + role + "-password");
    }

    private static Connection connect(Map<String, String> properties, String user, String role) throws SQLException {
        return DriverManager.getConnection(
                properties.get("lealup.database.url"), user, properties.get("lealup.database." + role + "-password"));
    }
}
