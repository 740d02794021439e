package com.lealup.gateway.edge;

import com.lealup.platform.problem.Problems;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * The first thing a request meets: puts the security headers on its answer and keeps the two ports apart. What belongs
 * to the one does not exist on the other.
 */
final class DoorFilter extends OncePerRequestFilter {

    private final InternalConnector internal;

    DoorFilter(InternalConnector internal) {
        this.internal = internal;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        secure(response);
        boolean onInternalPort = request.getLocalPort() == internal.port();
        if (onInternalPort != isInternal(request.getServletPath())) {
            throw Problems.notFound("There is nothing at this path.");
        }
        chain.doFilter(request, response);
    }

    /** By the decoded path: an escape must not carry a request through the wrong door. */
    private static boolean isInternal(String path) {
        return (path + "/").startsWith("/internal/") || (path + "/").startsWith("/operator/");
    }

    private static void secure(HttpServletResponse response) {
        response.setHeader("Cache-Control", "no-store");
        response.setHeader("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'");
        response.setHeader("Cross-Origin-Resource-Policy", "same-origin");
        response.setHeader("Referrer-Policy", "no-referrer");
        // Browsers heed it on HTTPS only, which ends before or at the gateway.
        response.setHeader("Strict-Transport-Security", "max-age=31536000; includeSubDomains");
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("X-Frame-Options", "DENY");
    }
}
