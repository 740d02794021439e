package com.lealup.platform.consumer;

import com.lealup.platform.database.Worker;
import com.lealup.platform.outbox.RawOutbox;
import com.lealup.platform.serde.AvroCodec;
import com.lealup.platform.serde.WarmedTopic;
import com.lealup.platform.serde.WarmedTopics;
import com.lealup.schemas.Topics;
import com.lealup.schemas.v1.DeadLetter;
import com.lealup.schemas.v1.DeadLetterRequest;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;
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
    WarmedTopics deadLetterTopics() {
        return () -> Stream.of(
                new WarmedTopic(Topics.DEAD_LETTERS.name(), DeadLetter.class),
                new WarmedTopic(Topics.DEAD_LETTER_REQUESTS.name(), DeadLetterRequest.class));
    }

    @Bean
    @ConditionalOnProperty("lealup.database.schema")
    LetterFacts letterFacts(Environment environment, RawOutbox outbox, AvroCodec codec, InstantSource clock) {
        return new LetterFacts(service(environment), outbox, codec, clock);
    }

    @Bean
    @ConditionalOnProperty("lealup.database.schema")
    DeadLetterErasure deadLetterErasure(LetterFacts facts) {
        return new DeadLetterErasure(facts);
    }

    @Bean
    @ConditionalOnProperty("lealup.database.schema")
    DeadLetterUpkeep deadLetterUpkeep(
            @Worker JdbcClient jdbc, LetterFacts facts, @Worker TransactionTemplate transactions) {
        return new DeadLetterUpkeep(new StoredLetters(jdbc), facts, transactions);
    }

    @Bean
    @ConditionalOnProperty("lealup.database.schema")
    ListenerContainers listenerContainers(
            ObjectProvider<BatchListener<?>> listeners,
            KafkaProperties kafka,
            AvroCodec codec,
            RawOutbox outbox,
            LetterFacts facts,
            Environment environment,
            @Worker JdbcClient jdbc,
            @Worker TransactionTemplate transactions,
            InstantSource clock) {
        return new ListenerContainers(
                listeners.stream().collect(Collectors.toUnmodifiableList()),
                new HashMap<>(kafka.buildConsumerProperties()),
                codec,
                outbox,
                facts,
                service(environment),
                jdbc,
                transactions,
                clock);
    }

    private static String service(Environment environment) {
        return environment.getRequiredProperty("spring.application.name");
    }
}
