package com.lealup.platform.serde;

import java.util.List;
import java.util.stream.Stream;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;

/** The codec of facts, and its warm-up. */
@AutoConfiguration
@ConditionalOnProperty("lealup.registry.url")
@EnableConfigurationProperties(RegistryProperties.class)
class SerdeAutoConfiguration {

    @Bean
    ApicurioAvroCodec avroCodec(RegistryProperties properties) {
        return new ApicurioAvroCodec(properties.url());
    }

    @Bean
    SchemaWarmUp schemaWarmUp(
            ApicurioAvroCodec codec,
            RegistryProperties properties,
            ObjectProvider<WarmedTopic> published,
            ObjectProvider<WarmedTopics> contributed) {
        List<WarmedTopic> topics = Stream.concat(
                        published.stream(), contributed.stream().flatMap(WarmedTopics::topics))
                .distinct()
                .toList();
        return new SchemaWarmUp(codec, topics, properties.startTimeout());
    }
}
