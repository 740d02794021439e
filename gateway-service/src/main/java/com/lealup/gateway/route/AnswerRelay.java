package com.lealup.gateway.route;

import com.lealup.gateway.limit.RateLimitMerge;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import org.apache.catalina.connector.ClientAbortException;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;

/** Carries a service's answer to the caller. */
final class AnswerRelay {

    private static final int BUFFER = 16 * 1024;

    private AnswerRelay() {}

    static void relay(ClassicHttpResponse answer, HttpServletResponse response, Exchange exchange) throws IOException {
        response.setStatus(answer.getCode());
        copyHeaders(answer, response);
        var entity = answer.getEntity();
        if (entity == null) {
            keepLengthOfHead(answer, response);
            return;
        }
        if (entity.getContentLength() >= 0) {
            response.setContentLengthLong(entity.getContentLength());
        }
        // Read to its end it gives its connection back; closed before, it would read on for nobody.
        stream(entity.getContent(), response.getOutputStream(), exchange);
    }

    /** What has arrived is sent on before more is waited for. */
    private static void stream(InputStream content, OutputStream out, Exchange exchange) throws IOException {
        var pace = new CallerPace();
        var buffer = new byte[BUFFER];
        int count = read(content, buffer, exchange);
        while (count >= 0) {
            long began = System.nanoTime();
            out.write(buffer, 0, count);
            if (content.available() == 0) {
                out.flush();
            }
            pace.passed(count, System.nanoTime() - began);
            if (pace.isTooSlow()) {
                throw new ClientAbortException("The caller takes the answer too slowly");
            }
            count = read(content, buffer, exchange);
        }
    }

    private static int read(InputStream content, byte[] buffer, Exchange exchange) throws IOException {
        exchange.awaits();
        int count = content.read(buffer);
        exchange.hears();
        return count;
    }

    private static void copyHeaders(ClassicHttpResponse answer, HttpServletResponse response) {
        Set<String> listed = HeaderRules.listedBy(Collections.enumeration(Arrays.stream(answer.getHeaders("Connection"))
                .map(Header::getValue)
                .toList()));
        var seen = new HashSet<String>();
        for (var header : answer.getHeaders()) {
            if (!HeaderRules.passesToCaller(header.getName(), listed)) {
                continue;
            }
            if (RateLimitMerge.takes(response, header.getName(), header.getValue())) {
                continue;
            }
            // The first of a name replaces what the gateway had set; further ones stand beside it.
            if (seen.add(header.getName().toLowerCase(Locale.ROOT))) {
                response.setHeader(header.getName(), header.getValue());
            } else {
                response.addHeader(header.getName(), header.getValue());
            }
        }
    }

    private static void keepLengthOfHead(ClassicHttpResponse answer, HttpServletResponse response) {
        var length = answer.getFirstHeader("Content-Length");
        if (length != null && length.getValue().matches("[0-9]{1,18}")) {
            response.setContentLengthLong(Long.parseLong(length.getValue()));
        }
    }
}
