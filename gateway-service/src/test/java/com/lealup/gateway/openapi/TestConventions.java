package com.lealup.gateway.openapi;

import java.util.List;
import java.util.stream.Collectors;

/** A part with everything that the conventions refer to, so that a composition can be small. */
final class TestConventions {

    private static final List<String> RESPONSES = List.of(
            "BadRequest",
            "Unauthenticated",
            "TrialExpired",
            "InsufficientScope",
            "NotFound",
            "MethodNotAllowed",
            "NotAcceptable",
            "InProgress",
            "TooLarge",
            "UnsupportedMediaType",
            "IdempotencyMismatch",
            "RateLimited",
            "ServerError",
            "Unavailable");
    private static final List<String> HEADERS = List.of(
            "XRequestId",
            "IdempotentReplayed",
            "RateLimitPolicy",
            "RateLimit",
            "XRateLimitLimit",
            "XRateLimitRemaining",
            "XRateLimitReset");

    /** Named in an extension, nothing of it is a component that nobody refers to. */
    static final Part PART = Part.of("conventions.yaml", """
            components:
              securitySchemes:
                apiKey: {type: http, scheme: bearer}
                session: {type: apiKey, in: cookie, name: s}
              parameters:
                IdempotencyKey: {name: Idempotency-Key, in: header, schema: {type: string}}
              responses:
            %s
              headers:
            %s
            tags:
              - name: Conventions
                x-refers-to:
                  - {$ref: '#/components/parameters/IdempotencyKey'}
            %s
            """.formatted(
            RESPONSES.stream().map(name -> "    " + name + ": {description: x}").collect(Collectors.joining("\n")),
            HEADERS.stream().map(name -> "    " + name + ": {schema: {}}").collect(Collectors.joining("\n")),
            references("responses", RESPONSES) + "\n" + references("headers", HEADERS)));

    private TestConventions() {}

    private static String references(String section, List<String> names) {
        return names.stream()
                .map(name -> "      - {$ref: '#/components/" + section + "/" + name + "'}")
                .collect(Collectors.joining("\n"));
    }
}
