package com.lealup.platform.problem;

/**
 * One field that failed.
 *
 * @param pointer where: a JSON Pointer into the body ({@code /events/3/timestamp}, RFC 6901; empty for the body as a
 *     whole), {@code ?name} for a query parameter, or a header's name
 * @param code what is wrong, for machines: {@code required}, {@code invalid_type}, {@code unknown_field}, …
 * @param message what it must be, for people
 */
public record FieldError(String pointer, String code, String message) {

    /** An error of a query parameter. */
    public static FieldError ofQuery(String parameter, String code, String message) {
        return new FieldError("?" + parameter, code, message);
    }
}
