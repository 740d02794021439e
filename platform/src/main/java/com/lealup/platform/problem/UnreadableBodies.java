package com.lealup.platform.problem;

import org.springframework.http.converter.HttpMessageNotReadableException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;

/** What Jackson could not read, in the caller's words: a place in the text, or a field. */
final class UnreadableBodies {

    private UnreadableBodies() {}

    static Problem problem(HttpMessageNotReadableException e) {
        return switch (e.getCause()) {
            case ProblemException cause -> cause.problem();
            case StreamReadException cause -> malformed(cause);
            case UnrecognizedPropertyException cause ->
                field(cause, "unknown_field", "is not a field of this resource");
            case DatabindException cause -> field(cause, "invalid_type", "is not of the type this field has");
            case null, default ->
                Problems.validation("", "required", "the body is missing or cannot be read")
                        .problem();
        };
    }

    private static Problem malformed(StreamReadException e) {
        var location = e.getLocation();
        return Problems.malformed("The body is not valid JSON", location.getLineNr(), location.getColumnNr())
                .problem();
    }

    private static Problem field(JacksonException e, String code, String message) {
        var pointer = new StringBuilder();
        for (var step : e.getPath()) {
            pointer.append('/');
            var name = step.getPropertyName();
            if (name == null) {
                pointer.append(step.getIndex());
            } else {
                pointer.append(name.replace("~", "~0").replace("/", "~1"));
            }
        }
        return Problems.validation(pointer.toString(), code, message).problem();
    }
}
