package com.lealup.platform.limit;

import com.lealup.platform.serde.AvroCodec;
import com.lealup.platform.serde.WarmedTopic;
import com.lealup.platform.serde.WarmedTopics;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.InstantSource;
import java.util.stream.Stream;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.context.annotation.Bean;

/** A limiter for services that declare on which topic they share it. */
@AutoConfiguration(
        afterName = {
            "com.lealup.platform.environment.EnvironmentAutoConfiguration",
            "com.lealup.platform.serde.SerdeAutoConfiguration",
            "org.springframework.boot.kafka.autoconfigure.KafkaAutoConfiguration"
        })
@ConditionalOnBean(LimitTopic.class)
class LimitAutoConfiguration {

    @Bean
    RateLimiter rateLimiter(InstantSource clock) {
        return RateLimiter.shared(clock);
    }

    @Bean
    Reporting limitReporting(RateLimiter limiter, InstantSource clock) {
        return new Reporting(limiter, clock);
    }

    @Bean
    LimitExchange<?> limitExchange(
            LimitTopic<?> topic, Reporting reporting, AvroCodec codec, KafkaProperties kafka, InstantSource clock) {
        return new LimitExchange<>(
                topic, reporting, codec, kafka.buildProducerProperties(), kafka.buildConsumerProperties(), clock);
    }

    @Bean
    WarmedTopics limitTopics(LimitTopic<?> topic) {
        return () -> Stream.of(new WarmedTopic(topic.name(), topic.type()));
    }

    @Bean
    MeterBinder limitMetrics(RateLimiter limiter, Reporting reporting) {
        return registry -> {
            Gauge.builder("lealup.limits.instances", reporting, Reporting::instances)
                    .description("Instances that share the limits; 0 while this one is cut off and counts alone")
                    .register(registry);
            Gauge.builder("lealup.limits.buckets", limiter, RateLimiter::size)
                    .description("Buckets in memory: subjects that took something lately")
                    .register(registry);
        };
    }
}
