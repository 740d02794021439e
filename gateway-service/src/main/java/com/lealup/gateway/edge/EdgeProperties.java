package com.lealup.gateway.edge;

import com.lealup.platform.environment.InvalidSettingException;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What the gateway believes about its neighbours.
 *
 * @param trustedProxies addresses or CIDR ranges whose {@code X-Forwarded-For} is believed; set it to the load
 *     balancer's, and to nothing when callers connect directly
 */
@ConfigurationProperties("lealup.edge")
record EdgeProperties(@DefaultValue List<String> trustedProxies) {

    /**
     * Refuses what cannot be used.
     *
     * @throws InvalidSettingException for an entry that is no address and no range
     */
    EdgeProperties {
        trustedProxies = List.copyOf(trustedProxies);
        for (var proxy : trustedProxies) {
            try {
                Network.of(proxy);
            } catch (IllegalArgumentException _) {
                throw InvalidSettingException.invalid(
                        "lealup.edge.trusted-proxies", "must be a comma-separated list of addresses or CIDR ranges");
            }
        }
    }
}
