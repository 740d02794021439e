package com.lealup.webhook.egress;

import java.time.Duration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(EgressSettings.class)
class EgressConfiguration {

    /** Below the deadline of an attempt, so that a dead name server is reported as such. */
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    @Bean
    SystemResolver systemResolver() {
        return new SystemResolver(PATIENCE);
    }

    @Bean
    Egress egress(EgressSettings settings, SystemResolver names) {
        return new Egress(settings.rules(), names);
    }
}
