package com.lealup.gateway.route;

import com.lealup.gateway.edge.RequestMetrics;
import com.lealup.platform.identity.CallerSource;
import com.lealup.platform.problem.FieldError;
import com.lealup.platform.problem.ProblemType;
import com.lealup.platform.problem.Problems;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import org.springframework.http.HttpHeaders;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Takes the requests that a service answers out of the chain, before anything could read their body; lets the gateway's
 * own pass.
 */
final class ProxyFilter extends OncePerRequestFilter {

    /** TRACE would echo credentials, CONNECT would open a tunnel; the rest nobody uses. */
    private static final Set<String> METHODS = Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");

    private final RouteTable routes;
    private final CallerSource callers;
    private final Proxy proxy;

    ProxyFilter(RouteTable routes, CallerSource callers, Proxy proxy) {
        this.routes = routes;
        this.callers = callers;
        this.proxy = proxy;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        switch (RequestPath.of(request)) {
            case RequestPath.Refused(var reason) ->
                throw Problems.validation(List.of(new FieldError("", "invalid_path", reason)));
            case RequestPath.Plain path -> dispatch(request, response, chain, path);
        }
    }

    private void dispatch(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain, RequestPath.Plain path)
            throws ServletException, IOException {
        if (!METHODS.contains(request.getMethod())) {
            throw Problems.of(ProblemType.METHOD_NOT_ALLOWED, "This method is not known here.")
                    .with(
                            HttpHeaders.ALLOW,
                            String.join(", ", METHODS.stream().sorted().toList()));
        }
        var service = routes.serviceFor(path.path());
        if (service.isEmpty()) {
            chain.doFilter(request, response);
            return;
        }
        request.setAttribute(RequestMetrics.ROUTE, service.get().text());
        proxy.forward(request, response, path, service.get(), callers.authenticate(request, response));
    }
}
