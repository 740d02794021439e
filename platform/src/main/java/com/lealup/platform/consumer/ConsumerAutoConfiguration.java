package com.lealup.platform.consumer;

import com.lealup.platform.database.Worker;
import com.lealup.platform.outbox.RawOutbox;
import com.lealup.platform.serde.AvroCodec;
import com.lealup.platform.serde.WarmedTopic;
import com.lealup.platform.serde.WarmedTopics;
import java.time.InstantSource;
import java.util.HashMap;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** The containers of the application's listeners, and the topics it holds in memory. */
@AutoConfiguration(
        afterName = {
            "com.lealup.platform.outbox.OutboxAutoConfiguration",
            "com.lealup.platform.serde.SerdeAutoConfiguration",
            "org.springframework.boot.kafka.autoconfigure.KafkaAutoConfiguration"
        })
@ConditionalOnProperty("lealup.registry.url")
class ConsumerAutoConfiguration {

    @Bean
    KafkaTopicViews topicViews(KafkaProperties kafka, AvroCodec codec) {
        return new KafkaTopicViews(new HashMap<>(kafka.buildConsumerProperties()), codec);
    }

    @Bean
    WarmedTopics consumedTopics(ObjectProvider<BatchListener<?>> listeners) {
        return () -> listeners.stream().map(listener -> new WarmedTopic(listener.topic(), listener.type()));
    }

    @Bean
    @ConditionalOnProperty("lealup.database.schema")
    ListenerContainers listenerContainers(
            ObjectProvider<BatchListener<?>> listeners,
            KafkaProperties kafka,
            AvroCodec codec,
            RawOutbox outbox,
            @Worker JdbcClient jdbc,
            @Worker TransactionTemplate transactions,
            InstantSource clock) {
        return new ListenerContainers(
                listeners.stream(),
                new HashMap<>(kafka.buildConsumerProperties()),
                codec,
                outbox,
                jdbc,
                transactions,
                clock);
    }
}
