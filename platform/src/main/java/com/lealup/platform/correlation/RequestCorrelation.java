package com.lealup.platform.correlation;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

/** The correlation of an HTTP request: read once from its headers, then kept on it. */
public final class RequestCorrelation {

    /** The header a caller may name its request with, and every answer carries. */
    public static final String REQUEST_ID_HEADER = "X-Request-Id";

    /** W3C Trace Context. */
    public static final String TRACEPARENT_HEADER = "traceparent";

    private static final String ATTRIBUTE = RequestCorrelation.class.getName();

    private RequestCorrelation() {}

    /** The same value for the whole life of the request, on whatever thread or dispatch it is asked for. */
    public static Correlation of(HttpServletRequest request) {
        if (request.getAttribute(ATTRIBUTE) instanceof Correlation known) {
            return known;
        }
        var correlation = Correlation.of(request.getHeader(REQUEST_ID_HEADER), request.getHeader(TRACEPARENT_HEADER));
        request.setAttribute(ATTRIBUTE, correlation);
        return correlation;
    }

    /** Puts the correlation on the answer. */
    public static void echo(Correlation correlation, HttpServletResponse response) {
        response.setHeader(REQUEST_ID_HEADER, correlation.requestId());
        response.setHeader(TRACEPARENT_HEADER, correlation.traceparent());
    }
}
