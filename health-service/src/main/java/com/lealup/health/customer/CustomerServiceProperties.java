package com.lealup.health.customer;

import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where customers are owned.
 *
 * @param customerServiceUrl the customer service, for example {@code http://127.0.0.1:8081}; differs in every
 *     deployment
 * @param customerServiceTimeout how long to wait for its answer; raise it where services are far from each other
 */
@ConfigurationProperties("lealup")
record CustomerServiceProperties(
        @Nullable URI customerServiceUrl,
        @DefaultValue("2s") Duration customerServiceTimeout) {

    CustomerServiceProperties {
        if (customerServiceUrl == null || customerServiceUrl.getHost() == null) {
            throw new IllegalArgumentException(
                    "LEALUP_CUSTOMER_SERVICE_URL must be a URL such as http://127.0.0.1:8081");
        }
    }

    /** The URL, which is there. */
    URI url() {
        return java.util.Objects.requireNonNull(customerServiceUrl);
    }
}
