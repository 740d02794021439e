package com.lealup.gateway.route;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

/**
 * The path and query of a request, as sent. What two parsers could read in two ways (dot segments, empty segments,
 * encoded separators, path parameters, broken or needless escapes) is refused, so that what the gateway matched and
 * authorised is what the service sees.
 */
sealed interface RequestPath {

    /** A path with one reading. */
    record Plain(String path, @Nullable String query) implements RequestPath {

        /** As the request line writes it. */
        String target() {
            return query == null ? path : path + "?" + query;
        }
    }

    /** A path with more than one reading, or none. */
    record Refused(String reason) implements RequestPath {}

    static RequestPath of(HttpServletRequest request) {
        return of(request.getRequestURI(), request.getQueryString());
    }

    static RequestPath of(String path, @Nullable String query) {
        if (!path.startsWith("/")) {
            return new Refused("The path must begin with a slash.");
        }
        if (!escapesAreWhole(path) || (query != null && !escapesAreWhole(query))) {
            return new Refused("A percent sign must be followed by two hexadecimal digits.");
        }
        for (int i = 0; i < path.length(); i++) {
            char c = path.charAt(i);
            char decoded = c == '%' ? (char) Integer.parseInt(path, i + 1, i + 3, 16) : c;
            if (c == ';' || c == '\\' || c < ' ' || c == 0x7f) {
                return new Refused("The path contains a character that has no place in it.");
            }
            if (c == '%' && (decoded < ' ' || decoded == 0x7f || "./\\;%?#".indexOf(decoded) >= 0)) {
                return new Refused("The path hides a separator, a dot or a control character in an escape.");
            }
            if (c == '%' && (isUnreserved(decoded) || isLowerCaseEscape(path, i))) {
                return new Refused("The path escapes what needs none, or in lower case: one path has one spelling.");
            }
        }
        return segmentsArePlain(path)
                ? new Plain(path, query)
                : new Refused("The path contains an empty segment or a dot segment.");
    }

    /** RFC 3986 section 6.2.2.2: such an escape stands for the same path as the character. */
    private static boolean isUnreserved(char c) {
        return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || "-_~".indexOf(c) >= 0;
    }

    /** RFC 3986 section 6.2.2.1: the digits of an escape are in upper case. */
    private static boolean isLowerCaseEscape(String path, int percent) {
        return path.charAt(percent + 1) >= 'a' || path.charAt(percent + 2) >= 'a';
    }

    private static boolean escapesAreWhole(String text) {
        for (int i = text.indexOf('%'); i >= 0; i = text.indexOf('%', i + 1)) {
            if (i + 2 >= text.length()
                    || Character.digit(text.charAt(i + 1), 16) < 0
                    || Character.digit(text.charAt(i + 2), 16) < 0
                    || text.charAt(i + 1) > 'f'
                    || text.charAt(i + 2) > 'f') {
                return false;
            }
        }
        return true;
    }

    private static boolean segmentsArePlain(String path) {
        return !path.contains("//")
                && !path.contains("/./")
                && !path.contains("/../")
                && !path.endsWith("/.")
                && !path.endsWith("/..");
    }
}
