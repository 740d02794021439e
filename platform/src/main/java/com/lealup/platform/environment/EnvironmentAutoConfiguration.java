package com.lealup.platform.environment;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;

/** Offers the {@link Environment} as a bean. */
@AutoConfiguration
@EnableConfigurationProperties(EnvironmentProperties.class)
class EnvironmentAutoConfiguration {

    // Spring's own bean of settings already has the name "environment".
    @Bean
    Environment lealupEnvironment(EnvironmentProperties properties) {
        return properties.required();
    }
}
