package com.lealup.gateway.edge;

import com.lealup.platform.environment.InvalidSettingException;
import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What the gateway believes about its neighbours.
 *
 * @param trustedProxies addresses or CIDR ranges whose {@code X-Forwarded-For} is believed; set it to the load
 *     balancer's, and to nothing when callers connect directly
 * @param longestHeaders how long a caller may take from the first byte of a request to the end of its headers; raise it
 *     only for callers on very bad lines
 * @param drainDelay how long the gateway goes on taking requests after it has said that it is not ready any more; set
 *     it to the time that the load balancer needs to notice
 */
@ConfigurationProperties("lealup.edge")
record EdgeProperties(
        @DefaultValue List<String> trustedProxies,
        @DefaultValue("20s") Duration longestHeaders,
        @DefaultValue("0s") Duration drainDelay) {

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
