package com.lealup.gateway.openapi;

import com.lealup.gateway.openapi.Operations.Operation;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Writes into every operation what holds by its kind: who may call it, the errors it can answer, the headers of its
 * answers, the {@code Idempotency-Key}. So the parts say only what is particular. What an operation says itself stays.
 */
final class Conventions {

    /** The scope an operation needs; empty when every known caller may. */
    static final String SCOPE = "x-required-scope";

    /** With the value {@code none}: a POST that is harmless to repeat, or that must not be answered from memory. */
    static final String IDEMPOTENCY = "x-idempotency-key";

    private static final String PARAMETERS = "parameters";
    private static final String RESPONSES = "responses";
    private static final String HEADERS = "headers";
    private static final Map<String, String> RATE_HEADERS = Map.of(
            "RateLimit-Policy", "RateLimitPolicy",
            "RateLimit", "RateLimit",
            "X-RateLimit-Limit", "XRateLimitLimit",
            "X-RateLimit-Remaining", "XRateLimitRemaining",
            "X-RateLimit-Reset", "XRateLimitReset");

    private final ObjectNode document;

    private Conventions(ObjectNode document) {
        this.document = document;
    }

    static void apply(ObjectNode document) {
        var conventions = new Conventions(document);
        Operations.forEach(document, conventions::apply);
    }

    private void apply(Operation operation) {
        secure(operation);
        if (takesIdempotencyKey(operation)) {
            operation.content().withArray(PARAMETERS).add(reference(PARAMETERS, "IdempotencyKey"));
        }
        nameTheErrors(operation);
        nameTheHeaders(operation);
        operation.content().remove(IDEMPOTENCY);
    }

    private void secure(Operation operation) {
        var scope = operation.content().path(SCOPE);
        if (operation.content().has("security") || scope.isMissingNode()) {
            return;
        }
        var alternatives = operation.content().putArray("security");
        document.at("/components/securitySchemes").properties().forEach(scheme -> {
            var scopes = alternatives.addObject().putArray(scheme.getKey());
            // A session has no scopes of its own: what it may do follows from the person's role.
            if (scheme.getValue().path("type").asString().equals("http")
                    && !scope.asString().isEmpty()) {
                scopes.add(scope.asString());
            }
        });
    }

    private static boolean takesIdempotencyKey(Operation operation) {
        return operation.method().equals("POST")
                && operation.content().path(IDEMPOTENCY).isMissingNode();
    }

    private static void nameTheErrors(Operation operation) {
        var errors = new TreeMap<String, String>(
                Map.of("400", "BadRequest", "405", "MethodNotAllowed", "406", "NotAcceptable", "500", "ServerError"));
        if (operation.isApi()) {
            errors.put("429", "RateLimited");
            errors.put("503", "Unavailable");
        }
        if (!operation.isOpen()) {
            errors.put("401", "Unauthenticated");
        }
        if (!operation.isOpen() && !operation.content().path(SCOPE).asString("").isEmpty()) {
            errors.put("403", "InsufficientScope");
        }
        if (!operation.isOpen() && operation.writes()) {
            errors.put("402", "TrialExpired");
        }
        if (operation.variables().findAny().isPresent()) {
            errors.put("404", "NotFound");
        }
        if (List.of("POST", "PUT", "PATCH").contains(operation.method())) {
            errors.put("413", "TooLarge");
            errors.put("415", "UnsupportedMediaType");
        }
        if (takesIdempotencyKey(operation)) {
            errors.put("409", "InProgress");
            errors.put("422", "IdempotencyMismatch");
        }
        var responses = new TreeMap<String, JsonNode>();
        errors.forEach((status, name) -> responses.put(status, reference(RESPONSES, name)));
        operation.content().path(RESPONSES).properties().forEach(own -> responses.put(own.getKey(), own.getValue()));
        operation.content().putObject(RESPONSES).setAll(responses);
    }

    private static void nameTheHeaders(Operation operation) {
        operation.content().path(RESPONSES).properties().forEach(response -> {
            if (response.getValue() instanceof ObjectNode answer && !answer.has("$ref")) {
                var headers = answer.withObjectProperty(HEADERS);
                add(headers, "X-Request-Id", "XRequestId");
                if (takesIdempotencyKey(operation)) {
                    add(headers, "Idempotent-Replayed", "IdempotentReplayed");
                }
                if (operation.isApi() && !operation.isOpen()) {
                    new TreeMap<>(RATE_HEADERS).forEach((header, name) -> add(headers, header, name));
                }
            }
        });
    }

    private static void add(ObjectNode headers, String header, String name) {
        if (!headers.has(header)) {
            headers.set(header, reference(HEADERS, name));
        }
    }

    private static ObjectNode reference(String section, String name) {
        return JsonNodeFactory.instance.objectNode().put("$ref", "#/components/" + section + "/" + name);
    }
}
