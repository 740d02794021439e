package com.lealup.platform.environment;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Settings every service has.
 *
 * @param environment {@code test} or {@code live}. Never changed on a running deployment: keys of one environment are
 *     refused by the other.
 */
@ConfigurationProperties("lealup")
record EnvironmentProperties(@Nullable Environment environment) {

    Environment required() {
        if (environment == null) {
            throw InvalidSettingException.missing("lealup.environment", "must be test or live");
        }
        return environment;
    }
}
