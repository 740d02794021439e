package com.lealup.customer.owner;

import java.net.URI;
import java.time.Duration;
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
        URI internalUrl,
        @DefaultValue("500ms") Duration connectTimeout,
        @DefaultValue("2s") Duration readTimeout) {

    GatewayProperties {
        if (internalUrl == null || internalUrl.getHost() == null || !"http".equals(internalUrl.getScheme())) {
            throw new IllegalArgumentException(
                    "LEALUP_GATEWAY_INTERNAL_URL must be a URL such as http://127.0.0.1:8085");
        }
    }
}
