package com.lealup.health.scoring;

import com.lealup.platform.serde.WarmedTopic;
import com.lealup.schemas.Topics;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The topics that scores are published on. */
@Configuration(proxyBeanMethods = false)
class PublishedTopics {

    @Bean
    WarmedTopic healthScores() {
        return new WarmedTopic(Topics.HEALTH_SCORES.name(), Topics.HEALTH_SCORES.valueType());
    }

    @Bean
    WarmedTopic healthChanges() {
        return new WarmedTopic(Topics.HEALTH_CHANGES.name(), Topics.HEALTH_CHANGES.valueType());
    }
}
