package com.lealup.webhook.egress;

import com.lealup.platform.environment.Environment;
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
    Egress egress(EgressSettings settings, SystemResolver names, Environment environment) {
        if (settings.allowLoopback() && environment == Environment.LIVE) {
            throw new IllegalStateException(
                    "LEALUP_EGRESS_ALLOW_LOOPBACK should be false, or not set, when LEALUP_ENVIRONMENT is live");
        }
        return new Egress(settings.rules(), names);
    }
}
