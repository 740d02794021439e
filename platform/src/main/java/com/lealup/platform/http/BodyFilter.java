package com.lealup.platform.http;

import com.lealup.platform.problem.Problems;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Collections;
import java.util.Locale;
import org.springframework.http.HttpHeaders;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Inflates gzip bodies and counts what comes out. The limit is enforced while reading, so a body never takes more
 * memory than the reader gives it, whatever it claims to be.
 */
final class BodyFilter extends OncePerRequestFilter {

    private final HttpProperties properties;
    private final boolean inflate;

    BodyFilter(HttpProperties properties) {
        this.properties = properties;
        this.inflate = properties.inflates();
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var maxBodyBytes = properties.maxBodyBytes(request.getRequestURI());
        // Deflate hardly grows anything, so that a gzip body above the limit for inflated ones is above it inflated
        // too.
        if (request.getContentLengthLong() > maxBodyBytes) {
            throw Problems.tooLarge(maxBodyBytes);
        }
        var gzip = inflate && isGzip(request);
        chain.doFilter(new BoundedRequest(request, maxBodyBytes, gzip), response);
    }

    @Override
    protected boolean shouldNotFilterAsyncDispatch() {
        return true;
    }

    private static boolean isGzip(HttpServletRequest request) {
        var codings = String.join(",", Collections.list(request.getHeaders(HttpHeaders.CONTENT_ENCODING)))
                .strip()
                .toLowerCase(Locale.ROOT);
        return switch (codings) {
            case "", "identity" -> false;
            case "gzip", "x-gzip" -> true;
            default ->
                // RFC 9110, 15.5.16: Accept-Encoding on a 415 names the codings that would have worked.
                throw Problems.unsupportedMediaType("The header Content-Encoding may be gzip, or absent.")
                        .with(HttpHeaders.ACCEPT_ENCODING, "gzip, identity");
        };
    }
}
