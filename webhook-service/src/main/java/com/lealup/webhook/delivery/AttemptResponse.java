package com.lealup.webhook.delivery;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One attempt as the API shows it: answered (a status, and the beginning of the body), or not (an error).
 *
 * @param number counts from 1 over all attempts of the delivery
 */
record AttemptResponse(
        int number,
        Instant at,
        int durationMs,
        String url,
        Map<String, String> requestHeaders,
        @Nullable Integer status,
        @Nullable String errorCode,
        @Nullable String errorMessage,
        @Nullable String responseBody) {

    /** Reads what the log keeps: one header a line. */
    static Map<String, String> headers(String lines) {
        var headers = new LinkedHashMap<String, String>();
        lines.lines().forEach(line -> {
            var colon = line.indexOf(": ");
            headers.put(line.substring(0, colon), line.substring(colon + 2));
        });
        return headers;
    }
}
