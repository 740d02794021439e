package com.lealup.platform.environment;

import java.time.InstantSource;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;

/** Offers the {@link Environment} and the clock as beans. */
@AutoConfiguration
@EnableConfigurationProperties(EnvironmentProperties.class)
class EnvironmentAutoConfiguration {

    @Bean
    @ConditionalOnMissingBean
    InstantSource instantSource() {
        return InstantSource.system();
    }

    // Spring's own bean of settings already has the name "environment".
    @Bean
    Environment lealupEnvironment(EnvironmentProperties properties) {
        return properties.required();
    }
}
