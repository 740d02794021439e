package com.lealup.platform.outbox;

import com.lealup.platform.database.Worker;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The outbox and, unless switched off, its relay. */
@AutoConfiguration(
        afterName = {
            "com.lealup.platform.database.DatabaseAutoConfiguration",
            "org.springframework.boot.kafka.autoconfigure.KafkaAutoConfiguration"
        })
@ConditionalOnProperty("lealup.database.schema")
@EnableConfigurationProperties(OutboxProperties.class)
class OutboxAutoConfiguration {

    @Bean
    RelaySignal relaySignal() {
        return new RelaySignal();
    }

    @Bean
    JdbcOutbox outbox(DataSource apiDataSource, @Worker DataSource workerDataSource, RelaySignal signal) {
        return new JdbcOutbox(List.of(apiDataSource, workerDataSource), signal);
    }

    @Bean
    @ConditionalOnProperty(name = "lealup.outbox.enabled", matchIfMissing = true)
    OutboxRelay outboxRelay(
            @Worker JdbcClient jdbc,
            RelaySignal signal,
            OutboxProperties properties,
            KafkaProperties kafka,
            Environment environment) {
        String schema = environment.getRequiredProperty("lealup.database.schema");
        return new OutboxRelay(
                new RelayLease(jdbc, properties.lease()),
                new PendingFacts(jdbc),
                producers(kafka, schema, properties),
                signal,
                properties);
    }

    private static Supplier<Producer<byte[], byte[]>> producers(
            KafkaProperties kafka, String schema, OutboxProperties properties) {
        Map<String, Object> config = new HashMap<>(kafka.buildProducerProperties());
        config.put(ProducerConfig.CLIENT_ID_CONFIG, schema + "-outbox");
        config.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, schema + "-outbox");
        config.put(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, (int)
                properties.transactionTimeout().toMillis());
        config.put(ProducerConfig.ACKS_CONFIG, "all");
        config.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        config.put(ProducerConfig.LINGER_MS_CONFIG, 0);
        config.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
        config.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, OutboxRecord.MAX_BYTES + 100_000);
        config.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 10_000);
        config.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 5_000);
        config.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 8_000);
        return () -> new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer());
    }
}
