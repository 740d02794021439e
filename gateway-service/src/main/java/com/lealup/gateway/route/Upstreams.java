package com.lealup.gateway.route;

import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import org.springframework.stereotype.Component;

/** All services. */
@Component
class Upstreams {

    private final Map<UpstreamService, Upstream> byService = new EnumMap<>(UpstreamService.class);

    Upstreams(RoutesProperties properties) {
        properties.origins().forEach((service, origin) -> byService.put(service, new Upstream(service, origin)));
    }

    Upstream of(UpstreamService service) {
        return Objects.requireNonNull(byService.get(service));
    }

    Collection<Upstream> all() {
        return Collections.unmodifiableCollection(byService.values());
    }
}
