package com.lealup.customer.owner;

import com.lealup.platform.environment.InvalidSettingException;
import java.net.URI;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where the gateway answers questions about users.
 *
 * @param internalUrl the gateway's internal port; differs in every deployment
 * @param connectTimeout how long to wait for a connection; raise it only when the gateway is far away
 * @param readTimeout how long to wait for the answer; a client waits this long before it is told 503
 */
@ConfigurationProperties("lealup.gateway")
record GatewayProperties(
        @Nullable URI internalUrl,
        @DefaultValue("500ms") Duration connectTimeout,
        @DefaultValue("2s") Duration readTimeout) {

    private static final String MUST_BE = "must be an address such as http://127.0.0.1:8085";

    GatewayProperties {
        if (internalUrl == null) {
            throw InvalidSettingException.missing("lealup.gateway.internal-url", MUST_BE);
        }
        if (internalUrl.getHost() == null || !"http".equals(internalUrl.getScheme())) {
            throw InvalidSettingException.invalid("lealup.gateway.internal-url", MUST_BE);
        }
    }

    URI requiredUrl() {
        return Objects.requireNonNull(internalUrl);
    }
}
