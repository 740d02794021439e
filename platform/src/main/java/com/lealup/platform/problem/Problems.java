package com.lealup.platform.problem;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

/** The problems there are. Each method makes the exception to throw; what it says reaches the caller as it is. */
public final class Problems {

    private Problems() {}

    /** Any type, with a detail of its own. */
    public static ProblemException of(ProblemType type, String detail) {
        return new ProblemException(Problem.of(type, detail));
    }

    /** Any type, with further members of the document. */
    public static ProblemException of(ProblemType type, String detail, Map<String, Object> extensions) {
        return new ProblemException(new Problem(type, detail, List.of(), extensions, Map.of()));
    }

    /** 404. */
    public static ProblemException notFound(String detail) {
        return of(ProblemType.NOT_FOUND, detail);
    }

    /** 400 for fields; at least one. */
    public static ProblemException validation(List<FieldError> errors) {
        if (errors.isEmpty()) {
            throw new IllegalArgumentException("a validation problem names a field");
        }
        var first = errors.getFirst();
        var where = first.pointer().isEmpty() ? "the body" : first.pointer();
        var detail = errors.size() == 1
                ? where + ": " + first.message()
                : errors.size() + " fields are not valid, the first being " + where + ": " + first.message();
        return new ProblemException(new Problem(ProblemType.VALIDATION_ERROR, detail, errors, Map.of(), Map.of()));
    }

    /** 400 for one field. */
    public static ProblemException validation(String pointer, String code, String message) {
        return validation(List.of(new FieldError(pointer, code, message)));
    }

    /** 400 for a body that is not JSON; line and column count from 1. */
    public static ProblemException malformed(String detail, int line, int column) {
        var located = detail + " (line " + line + ", column " + column + ")";
        return new ProblemException(new Problem(
                ProblemType.VALIDATION_ERROR,
                located,
                List.of(new FieldError("", "malformed_json", located)),
                Map.of("line", line, "column", column),
                Map.of()));
    }

    /** 401 with the challenge of RFC 6750, section 3. */
    public static ProblemException unauthenticated(String detail) {
        return of(ProblemType.UNAUTHENTICATED, detail)
                .with(
                        HttpHeaders.WWW_AUTHENTICATE,
                        "Bearer realm=\"LealUp\", error=\"invalid_token\", error_description=\"" + quotable(detail)
                                + "\"");
    }

    /** 403 that names the scope, with the challenge of RFC 6750, section 3.1. */
    public static ProblemException insufficientScope(String scope) {
        return of(ProblemType.INSUFFICIENT_SCOPE, "This needs the scope " + scope + ", which the caller does not have.")
                .with(
                        HttpHeaders.WWW_AUTHENTICATE,
                        "Bearer realm=\"LealUp\", error=\"insufficient_scope\", scope=\"" + quotable(scope) + "\"");
    }

    /** 409; the extensions carry the id of what is in the way. */
    public static ProblemException duplicate(String detail, Map<String, Object> extensions) {
        return of(ProblemType.DUPLICATE, detail, extensions);
    }

    /** 409 for a resource whose state rules the request out. */
    public static ProblemException conflict(String detail) {
        return of(ProblemType.CONFLICT, detail);
    }

    /** 409 while the first request with the same key runs. */
    public static ProblemException idempotencyInProgress(Duration retryAfter) {
        return of(
                        ProblemType.IDEMPOTENCY_IN_PROGRESS,
                        "The first request with this Idempotency-Key has not been answered yet.")
                .with(HttpHeaders.RETRY_AFTER, seconds(retryAfter));
    }

    /** 422. */
    public static ProblemException idempotencyMismatch() {
        return of(
                ProblemType.IDEMPOTENCY_MISMATCH,
                "This Idempotency-Key was used before, for a request with another body.");
    }

    /** 413 that names the limit. */
    public static ProblemException tooLarge(long limitInBytes) {
        return of(
                ProblemType.PAYLOAD_TOO_LARGE,
                "The body may have at most " + limitInBytes + " bytes, counted after inflating.");
    }

    /** 415 that names what is read instead. */
    public static ProblemException unsupportedMediaType(String detail) {
        return of(ProblemType.UNSUPPORTED_MEDIA_TYPE, detail);
    }

    /** 503; rounded up to whole seconds, at least one. */
    public static ProblemException unavailable(String detail, Duration retryAfter) {
        return of(ProblemType.UNAVAILABLE, detail).with(HttpHeaders.RETRY_AFTER, seconds(retryAfter));
    }

    static ResponseEntity<Map<String, Object>> response(Problem problem, String instance, String requestId) {
        var response = ResponseEntity.status(problem.type().status()).contentType(MediaType.APPLICATION_PROBLEM_JSON);
        problem.headers().forEach(response::header);
        return response.body(problem.document(instance, requestId));
    }

    private static String seconds(Duration duration) {
        var rounded = duration.toSeconds() + (duration.toNanosPart() > 0 ? 1 : 0);
        return Long.toString(Math.max(1, rounded));
    }

    /** RFC 6750 allows %x20-21, %x23-5B and %x5D-7E in the quoted parameters. */
    private static String quotable(String text) {
        return text.replaceAll("[^\\x20-\\x21\\x23-\\x5B\\x5D-\\x7E]", "'");
    }
}
