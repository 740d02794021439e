package com.lealup.gateway.route;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.springframework.http.server.PathContainer;
import org.springframework.stereotype.Component;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/** Which service answers a path. The most specific pattern wins, whatever the order of the table. */
@Component
class RouteTable {

    private record Route(PathPattern pattern, UpstreamService service) {}

    private final List<Route> routes;

    RouteTable(RoutesProperties properties) {
        var parser = new PathPatternParser();
        this.routes = properties.table().stream()
                .map(rule -> new Route(parser.parse(rule.path()), rule.service()))
                .sorted(Comparator.comparing(Route::pattern))
                .toList();
    }

    /** The service behind a path; empty when the gateway answers it itself, or nobody. */
    Optional<UpstreamService> serviceFor(String path) {
        var container = PathContainer.parsePath(path);
        return routes.stream()
                .filter(route -> route.pattern().matches(container))
                .map(Route::service)
                .findFirst();
    }
}
