package com.lealup.platform.problem;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A failure as a caller may see it, before it is tied to a request.
 *
 * @param detail what happened this time, for people; never anything about our insides
 * @param errors the failing fields; empty unless the type is {@link ProblemType#VALIDATION_ERROR}
 * @param extensions further members of the document, in {@code snake_case}
 * @param headers headers the answer must carry, such as {@code Retry-After}
 */
public record Problem(
        ProblemType type,
        String detail,
        List<FieldError> errors,
        Map<String, Object> extensions,
        Map<String, String> headers) {

    public Problem {
        errors = List.copyOf(errors);
        extensions = Collections.unmodifiableMap(new LinkedHashMap<>(extensions));
        headers = Collections.unmodifiableMap(new LinkedHashMap<>(headers));
    }

    static Problem of(ProblemType type, String detail) {
        return new Problem(type, detail, List.of(), Map.of(), Map.of());
    }

    Problem with(String header, String value) {
        var more = new LinkedHashMap<>(headers);
        more.put(header, value);
        return new Problem(type, detail, errors, extensions, more);
    }

    /**
     * The document's members, in the order they are written.
     *
     * @param instance the path of the request
     */
    Map<String, Object> document(String instance, String requestId) {
        var document = new LinkedHashMap<String, Object>();
        document.put("type", type.uri());
        document.put("title", type.title());
        document.put("status", type.status().value());
        document.put("detail", detail);
        document.put("instance", instance);
        document.put("code", type.code());
        document.put("request_id", requestId);
        if (type.status().value() == 400) {
            document.put(
                    "errors", errors.stream().map(Problem::fieldErrorDocument).toList());
        }
        extensions.forEach(document::putIfAbsent);
        return document;
    }

    private static Map<String, Object> fieldErrorDocument(FieldError error) {
        var document = new LinkedHashMap<String, Object>();
        document.put("pointer", error.pointer());
        document.put("code", error.code());
        document.put("message", error.message());
        return document;
    }
}
