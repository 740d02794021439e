package com.lealup.platform.problem;

import java.io.IOException;
import java.util.Arrays;
import java.util.Set;

/**
 * Recognises what Tomcat throws at a request it cannot read: plain runtime exceptions, which it then reports like those
 * of a servlet, as status 500. Only the place they come from tells them apart.
 */
final class ProtocolErrors {

    private static final Set<String> READERS = Set.of(
            "org.apache.coyote.http11.Http11InputBuffer",
            "org.apache.coyote.http11.Http11Processor",
            "org.apache.tomcat.util.http.MimeHeaders",
            "org.apache.tomcat.util.http.parser.HttpHeaderParser",
            "org.apache.tomcat.util.http.parser.HttpParser");

    private ProtocolErrors() {}

    /** Whether reading the request's body failed: its framing is broken, or its sender fell silent or left. */
    static boolean isOfBody(IOException thrown) {
        return Arrays.stream(thrown.getStackTrace())
                .anyMatch(frame -> frame.getClassName().equals("org.apache.catalina.connector.InputBuffer"));
    }

    static boolean isOne(Throwable thrown) {
        var trace = thrown.getStackTrace();
        return thrown instanceof RuntimeException && trace.length > 0 && READERS.contains(trace[0].getClassName());
    }
}
