package com.lealup.customer.account;

import com.lealup.platform.serde.WarmedTopic;
import com.lealup.schemas.Topics;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The topics that customers are published on. */
@Configuration(proxyBeanMethods = false)
class PublishedTopics {

    @Bean
    WarmedTopic customerStates() {
        return new WarmedTopic(Topics.CUSTOMERS.name(), Topics.CUSTOMERS.valueType());
    }

    @Bean
    WarmedTopic customerChanges() {
        return new WarmedTopic(Topics.CUSTOMER_CHANGES.name(), Topics.CUSTOMER_CHANGES.valueType());
    }
}
