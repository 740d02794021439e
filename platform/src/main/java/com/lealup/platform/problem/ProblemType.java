package com.lealup.platform.problem;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.springframework.http.HttpStatus;

/**
 * Every way a request can fail: the API's table of errors, one constant per line. The gateway renders the page behind
 * {@link #uri()} from title and cure.
 */
public enum ProblemType {
    VALIDATION_ERROR(HttpStatus.BAD_REQUEST, "The request is not valid", """
            The list `errors` names every field that failed: `pointer` is a JSON Pointer into the body, or `?name` for a \
            query parameter, or the name of a header. Correct all of them and send the request again. If the JSON itself \
            could not be read, `detail` gives the line and the column."""),
    UNAUTHENTICATED(HttpStatus.UNAUTHORIZED, "The caller is not known", """
            Send `Authorization: Bearer <key>` with a key of this environment that has neither expired nor been revoked. \
            Keys that start with `lealup_sk_test_` belong to the test environment, those with `lealup_sk_live_` to the \
            live one. An administrator makes new ones under Admin, API, API Keys."""),
    TRIAL_EXPIRED(HttpStatus.PAYMENT_REQUIRED, "The trial of this workspace is over", """
            Nothing was deleted and everything can still be read. Choose a plan, or ask for an extension as the detail \
            says; writing works again at once."""),
    INSUFFICIENT_SCOPE(HttpStatus.FORBIDDEN, "The key may not do this", """
            The detail names the scope that is missing. Scopes of a key never change: use a key that has the scope, or \
            ask an administrator of the workspace to make one."""),
    INSUFFICIENT_ROLE(HttpStatus.FORBIDDEN, "The role of the caller is not enough for this", """
            Nobody gives or takes more than they have themselves, and a csm changes only the customers they own. Ask \
            somebody with a higher role, an administrator of the workspace for example."""),
    CSRF_TOKEN_INVALID(HttpStatus.FORBIDDEN, "The request does not prove that it comes from the console", """
            A request that changes something and carries a session cookie must carry the header `X-CSRF-Token` with the \
            `csrf_token` of that session, which `GET /v1/sessions/current` answers. Fetch it again after signing in. \
            Programs use an API key instead, which needs no such header."""),
    ADDRESS_NOT_ALLOWED(HttpStatus.FORBIDDEN, "The key may not be used from this address", """
            The key is good, but it has an allow-list of networks and the request came from outside of them; the detail \
            names the address that was seen. Send the request from an allowed network, or have the key's allow-list \
            changed with a key that may do so. Behind a proxy the address seen is the proxy's."""),
    NOT_FOUND(HttpStatus.NOT_FOUND, "There is no such resource", """
            Check the path and the id. A resource of another workspace, or one that was deleted, looks the same as one \
            that never was."""),
    METHOD_NOT_ALLOWED(
            HttpStatus.METHOD_NOT_ALLOWED,
            "The resource does not know this method",
            "The header `Allow` of the answer lists the methods that work here."),
    NOT_ACCEPTABLE(
            HttpStatus.NOT_ACCEPTABLE,
            "The answer does not exist in the format asked for",
            "Answers are `application/json`. Accept that, or leave the header `Accept` away."),
    DUPLICATE(HttpStatus.CONFLICT, "It exists already", """
            The detail names the resource that is in the way. Use that one, or choose a value that is not taken."""),
    CONFLICT(HttpStatus.CONFLICT, "The resource is in a state that does not allow this", """
            The detail says which state that is. Read the resource again and decide from what you find; repeating the \
            same request does not help."""),
    WORKSPACE_CHOICE_REQUIRED(HttpStatus.CONFLICT, "These credentials open more than one workspace", """
            The list `workspaces` names them. Send the request again with the `tenant_id` of the one to sign in to."""),
    IDEMPOTENCY_IN_PROGRESS(HttpStatus.CONFLICT, "The first request with this key is still running", """
            Wait for as long as `Retry-After` says and send the same request with the same `Idempotency-Key`: you get \
            the answer of the first one."""),
    PRECONDITION_FAILED(HttpStatus.PRECONDITION_FAILED, "The resource has changed meanwhile", """
            Read the resource again, apply the change to what you find, and send it with the new `ETag` in \
            `If-Match`."""),
    PAYLOAD_TOO_LARGE(
            HttpStatus.CONTENT_TOO_LARGE,
            "The body is too large",
            "Send less at once; the detail names the limit, which counts after inflating."),
    UNSUPPORTED_MEDIA_TYPE(HttpStatus.UNSUPPORTED_MEDIA_TYPE, "The body is not in a format that is read here", """
            Send JSON in UTF-8 with `Content-Type: application/json`, either as it is or with \
            `Content-Encoding: gzip`."""),
    IDEMPOTENCY_MISMATCH(HttpStatus.UNPROCESSABLE_CONTENT, "This key was used for another request", """
            An `Idempotency-Key` stands for one request for at least 24 hours. Make a new key for every new request, and \
            reuse one only to repeat the very same bytes."""),
    RATE_LIMITED(HttpStatus.TOO_MANY_REQUESTS, "Too many requests", """
            Wait for as long as `Retry-After` says. The headers `RateLimit` and `RateLimit-Policy` tell what is left; \
            sending events in batches of up to 1000 uses far fewer requests."""),
    SERVER_ERROR(HttpStatus.INTERNAL_SERVER_ERROR, "Something went wrong on our side", """
            Try again later; a request that carried an `Idempotency-Key` is safe to repeat. If it stays, tell us the \
            `request_id`: it leads us to what happened."""),
    UNAVAILABLE(HttpStatus.SERVICE_UNAVAILABLE, "A part we depend on is away", """
            Nothing was kept unless the body says so. Send the request again after as many seconds as `Retry-After` \
            says.""");

    /** The request attribute that holds the code of the problem it was answered with, for whoever counts requests. */
    public static final String ATTRIBUTE = "com.lealup.platform.problem.code";

    private final HttpStatus status;
    private final String title;
    private final String cure;

    ProblemType(HttpStatus status, String title, String cure) {
        this.status = status;
        this.title = title;
        this.cure = cure;
    }

    /** The status the answer has. */
    public HttpStatus status() {
        return status;
    }

    /** One short line for people; the same for every occurrence. */
    public String title() {
        return title;
    }

    /** What a caller can do about it, in CommonMark. */
    public String cure() {
        return cure;
    }

    /** The stable name for machines, such as {@code validation_error}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The {@code type} of the document, relative to the gateway, where it leads to a page. */
    public String uri() {
        return "/problems/" + code();
    }

    /** The type with that code. */
    public static Optional<ProblemType> ofCode(String code) {
        return Arrays.stream(values()).filter(type -> type.code().equals(code)).findFirst();
    }
}
