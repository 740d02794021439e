package com.lealup.gateway.session;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.HttpHeaders;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Leads the console's requests, and no others, through Spring Session and Spring Security. A request with a key passes
 * by: it pays for neither, and counts as the key's whatever cookie it brings.
 */
final class SessionFilter extends OncePerRequestFilter {

    private final SessionCookie cookie;
    private final Filter sessions;
    private final Filter security;

    SessionFilter(SessionCookie cookie, Filter sessions, Filter security) {
        this.cookie = cookie;
        this.sessions = sessions;
        this.security = security;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (isSignIn(request) || (request.getHeader(HttpHeaders.AUTHORIZATION) == null && cookie.isIn(request))) {
            sessions.doFilter(request, response, (wrapped, answer) -> {
                // A cookie whose session is over proves nothing, so that there is nothing to protect.
                if (wrapped instanceof HttpServletRequest http && http.getSession(false) != null) {
                    security.doFilter(wrapped, answer, chain);
                } else {
                    chain.doFilter(wrapped, answer);
                }
            });
        } else {
            chain.doFilter(request, response);
        }
    }

    private static boolean isSignIn(HttpServletRequest request) {
        return request.getMethod().equals("POST") && request.getRequestURI().equals(SessionsController.PATH);
    }
}
