package com.lealup.ingest.publish;

import com.lealup.platform.serde.WarmedTopic;
import com.lealup.schemas.Topics;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration
@EnableConfigurationProperties(PublishProperties.class)
class PublishConfiguration {

    @Bean
    WarmedTopic liveEvents() {
        return new WarmedTopic(Topics.USAGE_EVENTS.name(), Topics.USAGE_EVENTS.valueType());
    }

    @Bean
    WarmedTopic backfilledEvents() {
        return new WarmedTopic(Topics.USAGE_EVENTS_BACKFILL.name(), Topics.USAGE_EVENTS_BACKFILL.valueType());
    }
}
