package com.lealup.customer.precondition;

import jakarta.servlet.http.HttpServletResponse;
import java.util.Objects;
import org.springframework.http.HttpHeaders;
import org.springframework.web.context.request.ServletWebRequest;

/** Answers a reader who has the resource already (RFC 9110, section 13.1.2). */
public final class IfNoneMatch {

    private IfNoneMatch() {}

    /**
     * Whether the reader has it; if so, the answer is 304 from now on.
     *
     * @param etag of the resource as it is; {@code *} stands for whatever there is, which Spring leaves to writes
     */
    public static boolean answers(ServletWebRequest request, String etag) {
        var header = request.getHeader(HttpHeaders.IF_NONE_MATCH);
        if (header == null || !header.strip().equals("*")) {
            return request.checkNotModified(etag);
        }
        var response = Objects.requireNonNull(request.getResponse());
        response.setStatus(HttpServletResponse.SC_NOT_MODIFIED);
        response.setHeader(HttpHeaders.ETAG, etag);
        return true;
    }
}
