package com.lealup.gateway.edge;

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
public record EdgeProperties(@DefaultValue List<String> trustedProxies) {

    /**
     * Refuses what cannot be used.
     *
     * @throws IllegalArgumentException for an entry that is no address and no range
     */
    public EdgeProperties {
        trustedProxies = List.copyOf(trustedProxies);
        for (var proxy : trustedProxies) {
            try {
                Network.of(proxy);
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException("lealup.edge.trusted-proxies " + e.getMessage(), e);
            }
        }
    }
}
