package com.lealup.platform.parts;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.lealup.local.testing.TestParts;
import com.lealup.platform.identity.Caller;
import com.lealup.platform.identity.PrincipalType;
import com.lealup.platform.identity.TenantId;
import com.lealup.platform.testing.TestIdentity;
import com.lealup.schemas.v1.UserRole;
import com.lealup.schemas.v1.UserState;
import com.lealup.schemas.v1.UserStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Configuration;
import org.springframework.test.context.DynamicPropertyRegistry;

/** What the integration tests of the platform share. */
public final class PlatformParts {

    private PlatformParts() {}

    /** An application that has the platform and nothing else. */
    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    public static class App {}

    public static void register(DynamicPropertyRegistry registry, String schema) {
        TestParts.shared().properties(schema).forEach((name, value) -> registry.add(name, () -> value));
        TestIdentity.properties().forEach((name, value) -> registry.add(name, () -> value));
        registry.add("lealup.database.schema", () -> schema);
        registry.add("spring.application.name", () -> schema + "-service");
        registry.add("lealup.database.idle-in-transaction-timeout", () -> "5s");
    }

    public static Caller caller(TenantId tenant) {
        return new Caller(
                tenant,
                "01KB00000000000000000000AA",
                PrincipalType.API_KEY,
                "test",
                "ana@acme.test",
                null,
                Set.of("customers:write"),
                "127.0.0.1",
                "no token");
    }

    public static UserState user(TenantId tenant, String id, long revision) {
        return UserState.newBuilder()
                .setTenantId(tenant.toString())
                .setUserId(id)
                .setEmail(id + "@acme.test")
                .setName(id)
                .setRole(UserRole.CSM)
                .setStatus(UserStatus.ACTIVE)
                .setCreatedAt(Instant.EPOCH)
                .setRevision(revision)
                .build();
    }

    /** Everything that stands on a topic now, as a reader of committed records sees it. */
    public static List<ConsumerRecord<byte[], byte[]>> read(String topic) {
        Map<String, Object> config = Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                TestParts.shared().properties("customer").get("spring.kafka.bootstrap-servers"),
                ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                "read_committed");
        var records = new ArrayList<ConsumerRecord<byte[], byte[]>>();
        try (var consumer = new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(partition -> new TopicPartition(topic, partition.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> end = consumer.endOffsets(partitions);
            while (end.entrySet().stream().anyMatch(entry -> consumer.position(entry.getKey()) < entry.getValue())) {
                consumer.poll(Duration.ofMillis(100)).forEach(records::add);
            }
        }
        return records;
    }

    /** The records of one key, in order. */
    public static List<ConsumerRecord<byte[], byte[]>> read(String topic, String key) {
        return read(topic).stream()
                .filter(record -> record.key() != null && key.equals(new String(record.key(), UTF_8)))
                .toList();
    }

    public static String header(ConsumerRecord<?, ?> record, String name) {
        return new String(record.headers().lastHeader(name).value(), UTF_8);
    }
}
