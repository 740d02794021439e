package com.lealup.platform.problem;

import jakarta.servlet.ServletException;
import java.io.EOFException;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.time.Duration;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.util.MimeType;
import org.springframework.web.ErrorResponse;
import org.springframework.web.HttpMediaTypeNotAcceptableException;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.bind.MissingRequestHeaderException;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.context.request.async.AsyncRequestTimeoutException;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.multipart.MaxUploadSizeExceededException;
import org.springframework.web.multipart.MultipartException;

/**
 * Which problem an exception is. Whatever it does not know is a {@link ProblemType#SERVER_ERROR}, and nothing of the
 * exception reaches the caller.
 */
final class ProblemTranslator {

    private static final Duration RETRY_AFTER = Duration.ofSeconds(2);

    Problem translate(Throwable thrown) {
        return switch (thrown) {
            case ProblemException e -> e.problem();
            case HttpMessageNotReadableException e -> UnreadableBodies.problem(e);
            case MissingServletRequestParameterException e ->
                field("?" + e.getParameterName(), "required", "must be given");
            case MissingRequestHeaderException e -> field(e.getHeaderName(), "required", "must be given");
            case MethodArgumentTypeMismatchException e -> ArgumentMismatches.problem(e);
            case HttpRequestMethodNotSupportedException e ->
                withHeaders(Problem.of(ProblemType.METHOD_NOT_ALLOWED, methodDetail(e)), e.getHeaders());
            case HttpMediaTypeNotAcceptableException e -> Problem.of(ProblemType.NOT_ACCEPTABLE, acceptableDetail(e));
            case HttpMediaTypeNotSupportedException e ->
                withHeaders(Problem.of(ProblemType.UNSUPPORTED_MEDIA_TYPE, supportedDetail(e)), e.getHeaders());
            case MaxUploadSizeExceededException e ->
                Problems.tooLarge(e.getMaxUploadSize()).problem();
            case MultipartException e -> ofStatus(HttpStatusCode.valueOf(415));
            case AsyncRequestTimeoutException e -> unavailable();
            case ErrorResponse e -> withHeaders(ofStatus(e.getStatusCode()), e.getHeaders());
            case ServletException e when e.getCause() != null -> translate(e.getCause());
            case InvocationTargetException e when e.getCause() != null -> translate(e.getCause());
            case CompletionException e when e.getCause() != null -> translate(e.getCause());
            case ExecutionException e when e.getCause() != null -> translate(e.getCause());
            case EOFException e ->
                field("", "incomplete_body", "ended before its announced length; nothing of it was used");
            case IOException e
            when ProtocolErrors.isOfBody(e) ->
                field("", "unreadable_body", "could not be read to its end; nothing of it was used");
            case RuntimeException e when ProtocolErrors.isOne(e) -> ofStatus(HttpStatusCode.valueOf(400));
            default -> TransientFailures.isTransient(thrown) ? unavailable() : serverError();
        };
    }

    /** For answers that carry a status and nothing else; one that the API does not use becomes its nearest. */
    Problem ofStatus(HttpStatusCode status) {
        return switch (status.value()) {
            case 401 -> Problems.unauthenticated("Send a valid credential.").problem();
            case 402 -> Problem.of(ProblemType.TRIAL_EXPIRED, ProblemType.TRIAL_EXPIRED.title() + ".");
            case 403 -> Problem.of(ProblemType.INSUFFICIENT_SCOPE, "The caller may not do this.");
            case 404 -> notFound();
            case 501, 505 ->
                field("", "unsupported_protocol", "uses a transfer coding or an HTTP version that is not spoken here");
            case 405 -> Problem.of(ProblemType.METHOD_NOT_ALLOWED, "The method does not work here.");
            case 406 -> Problem.of(ProblemType.NOT_ACCEPTABLE, "Answers are application/json.");
            case 409 -> Problem.of(ProblemType.DUPLICATE, ProblemType.DUPLICATE.title() + ".");
            case 412 -> Problem.of(ProblemType.PRECONDITION_FAILED, ProblemType.PRECONDITION_FAILED.title() + ".");
            case 413 -> Problem.of(ProblemType.PAYLOAD_TOO_LARGE, "The body is larger than this resource takes.");
            case 415 -> Problem.of(ProblemType.UNSUPPORTED_MEDIA_TYPE, "Bodies are application/json.");
            case 414 -> field("", "uri_too_long", "the address of the request is too long");
            case 431 -> field("", "headers_too_large", "the headers of the request are too large");
            case 429 -> Problem.of(ProblemType.RATE_LIMITED, "Slow down.").with(HttpHeaders.RETRY_AFTER, "1");
            case 503 -> unavailable();
            default ->
                status.is4xxClientError()
                        ? field("", "malformed_request", "the request is not well-formed HTTP")
                        : serverError();
        };
    }

    private static Problem notFound() {
        return Problem.of(ProblemType.NOT_FOUND, "There is nothing at this path.");
    }

    private static Problem unavailable() {
        return Problems.unavailable(
                        "A part this needs does not answer at the moment. Nothing was kept; try again.", RETRY_AFTER)
                .problem();
    }

    private static Problem serverError() {
        return Problem.of(ProblemType.SERVER_ERROR, "Please try again later. The request_id leads us to the cause.");
    }

    private static Problem field(String pointer, String code, String message) {
        return Problems.validation(pointer, code, message).problem();
    }

    private static Problem withHeaders(Problem problem, HttpHeaders headers) {
        var result = problem;
        for (var header : headers.headerSet()) {
            result = result.with(header.getKey(), String.join(", ", header.getValue()));
        }
        return result;
    }

    private static String methodDetail(HttpRequestMethodNotSupportedException e) {
        var supported = e.getSupportedMethods();
        return supported == null || supported.length == 0
                ? "The method does not work here."
                : "The method does not work here; what does: " + String.join(", ", supported) + ".";
    }

    private static String acceptableDetail(HttpMediaTypeNotAcceptableException e) {
        return e.getSupportedMediaTypes().isEmpty()
                ? "The answer is application/json; the header Accept rules that out."
                : "The header Accept rules out what there is: "
                        + e.getSupportedMediaTypes().stream()
                                .map(MimeType::toString)
                                .distinct()
                                .collect(Collectors.joining(", "))
                        + ".";
    }

    private static String supportedDetail(HttpMediaTypeNotSupportedException e) {
        return e.getSupportedMediaTypes().isEmpty()
                ? "The header Content-Type is missing or is not a format that is read here."
                : "The header Content-Type must be one of: "
                        + e.getSupportedMediaTypes().stream()
                                .map(MimeType::toString)
                                .distinct()
                                .collect(Collectors.joining(", "))
                        + ".";
    }

    /** Whether nobody is left to answer: the caller closed the connection. */
    static boolean callerIsGone(@Nullable Throwable thrown) {
        for (var t = thrown; t != null; t = t.getCause()) {
            var name = t.getClass().getSimpleName();
            if (name.equals("ClientAbortException") || name.equals("AsyncRequestNotUsableException")) {
                return true;
            }
        }
        return false;
    }
}
