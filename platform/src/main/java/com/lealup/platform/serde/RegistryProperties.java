package com.lealup.platform.serde;

import java.net.URI;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where the schema registry is.
 *
 * @param url the registry's v3 API, for example {@code http://127.0.0.1:8098/apis/registry/v3}; differs in every
 *     deployment
 * @param startTimeout how long a starting service waits for its schema ids; raise it where the registry starts slower
 *     than the services
 */
@ConfigurationProperties("lealup.registry")
record RegistryProperties(URI url, @DefaultValue("60s") Duration startTimeout) {

    RegistryProperties {
        if (url.getHost() == null || !url.getPath().endsWith("/apis/registry/v3")) {
            throw new IllegalArgumentException("must be an http or https URL that ends with /apis/registry/v3");
        }
    }
}
