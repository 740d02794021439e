package com.lealup.customer.segment;

import com.lealup.platform.serde.WarmedTopic;
import com.lealup.schemas.Topics;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The topic that segments are published on. */
@Configuration(proxyBeanMethods = false)
class SegmentsTopic {

    @Bean
    WarmedTopic segmentStates() {
        return new WarmedTopic(Topics.SEGMENTS.name(), Topics.SEGMENTS.valueType());
    }
}
