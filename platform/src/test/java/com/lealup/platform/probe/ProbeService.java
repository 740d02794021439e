package com.lealup.platform.probe;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.kafka.autoconfigure.KafkaAutoConfiguration;
import org.springframework.context.annotation.Import;

/** The service, without database and Kafka. */
@SpringBootConfiguration
@EnableAutoConfiguration(
        exclude = {DataSourceAutoConfiguration.class, KafkaAutoConfiguration.class},
        excludeName = {
            "com.lealup.platform.consumer.ConsumerAutoConfiguration",
            "com.lealup.platform.database.DatabaseAutoConfiguration",
            "com.lealup.platform.idempotency.IdempotencyAutoConfiguration",
            "com.lealup.platform.outbox.OutboxAutoConfiguration",
            "com.lealup.platform.serde.SerdeAutoConfiguration"
        })
@Import(ProbeController.class)
public class ProbeService {}
