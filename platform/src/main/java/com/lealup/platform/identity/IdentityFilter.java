package com.lealup.platform.identity;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.web.filter.OncePerRequestFilter;

/** Lets nothing pass without a caller but what is open, and binds the caller to the thread. */
final class IdentityFilter extends OncePerRequestFilter {

    private static final String CALLER = IdentityFilter.class.getName() + ".caller";

    private final CallerSource callers;
    private final OpenHandlers openHandlers;

    IdentityFilter(CallerSource callers, OpenHandlers openHandlers) {
        this.callers = callers;
        this.openHandlers = openHandlers;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (request.getAttribute(CALLER) instanceof Caller known) {
            proceed(known, request, response, chain);
        } else if (openHandlers.take(request) || callers.isOpen(request)) {
            chain.doFilter(request, response);
        } else {
            var caller = callers.authenticate(request, response);
            request.setAttribute(CALLER, caller);
            proceed(caller, request, response, chain);
        }
    }

    @Override
    protected boolean shouldNotFilterAsyncDispatch() {
        return false;
    }

    private static void proceed(
            Caller caller, HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        try {
            Callers.<Caller, Exception>callThrowing(caller, () -> {
                chain.doFilter(request, response);
                return caller;
            });
        } catch (ServletException | IOException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new ServletException(e);
        }
    }
}
