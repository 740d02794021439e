package com.lealup.platform.idempotency;

import com.lealup.platform.problem.FieldError;
import com.lealup.platform.problem.Problems;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The value of an {@code Idempotency-Key} header: 1 to 255 printable ASCII characters without spaces. The quoted form
 * of draft-ietf-httpapi-idempotency-key-header (a Structured Fields string, RFC 9651 section 3.3.3) is the same key as
 * the bare one.
 */
public record IdempotencyKey(String value) {

    static final String HEADER = "Idempotency-Key";

    private static final Pattern BARE = Pattern.compile("[!-~]{1,255}");

    public IdempotencyKey {
        if (!BARE.matcher(value).matches()) {
            throw new IllegalArgumentException("not an idempotency key");
        }
    }

    /**
     * The request's key, if it has one.
     *
     * @throws com.lealup.platform.problem.ProblemException 400 if the header is malformed or given twice
     */
    public static Optional<IdempotencyKey> of(HttpServletRequest request) {
        List<String> headers = Collections.list(request.getHeaders(HEADER));
        if (headers.isEmpty()) {
            return Optional.empty();
        }
        if (headers.size() > 1) {
            throw malformed("must be given once");
        }
        try {
            return Optional.of(new IdempotencyKey(unquoted(headers.getFirst().strip())));
        } catch (IllegalArgumentException e) {
            throw malformed("must be 1 to 255 printable ASCII characters without spaces");
        }
    }

    private static String unquoted(String header) {
        if (header.length() < 2 || !header.startsWith("\"") || !header.endsWith("\"")) {
            return header;
        }
        var value = new StringBuilder(header.length());
        for (int i = 1; i < header.length() - 1; i++) {
            char c = header.charAt(i);
            if (c == '\\') {
                i++;
                c = header.charAt(i);
                if (i == header.length() - 1 || (c != '"' && c != '\\')) {
                    throw new IllegalArgumentException("not a Structured Fields string");
                }
            } else if (c == '"') {
                throw new IllegalArgumentException("not a Structured Fields string");
            }
            value.append(c);
        }
        return value.toString();
    }

    private static RuntimeException malformed(String message) {
        return Problems.validation(List.of(new FieldError(HEADER, "invalid_idempotency_key", message)));
    }
}
