package com.lealup.health.usage;

import com.lealup.health.scoring.KnownAggregates;
import com.lealup.platform.database.Worker;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/** The aggregates for those who score, and for callers, who see their own workspace only. */
@Configuration(proxyBeanMethods = false)
class AggregatesConfiguration {

    @Bean
    @Primary
    KnownAggregates callersAggregates(JdbcClient jdbc, JsonMapper mapper) {
        return new StoredAggregates(jdbc, mapper);
    }

    @Bean
    @Worker
    StoredAggregates aggregates(@Worker JdbcClient jdbc, JsonMapper mapper) {
        return new StoredAggregates(jdbc, mapper);
    }
}
