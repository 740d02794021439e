package com.lealup.platform.correlation;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Binds the request's {@link Correlation} and echoes it on the answer before anything else can fail. It also runs on
 * asynchronous and error dispatches, under the correlation of the request that caused them.
 */
final class CorrelationFilter extends OncePerRequestFilter {

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var correlation = RequestCorrelation.of(request);
        RequestCorrelation.echo(correlation, response);
        try {
            Correlation.<Correlation, Exception>callThrowing(correlation, () -> {
                chain.doFilter(request, response);
                return correlation;
            });
        } catch (ServletException | IOException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new ServletException(e);
        }
    }

    @Override
    protected boolean shouldNotFilterAsyncDispatch() {
        return false;
    }

    @Override
    protected boolean shouldNotFilterErrorDispatch() {
        return false;
    }
}
