package com.lealup.gateway.route;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.Enumeration;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import org.apache.hc.core5.http.HttpMessage;

/** Which header fields end at the gateway, in either direction. */
final class HeaderRules {

    /** Meant for one connection only: RFC 9110 section 7.6.1, with the older Keep-Alive and Proxy-Connection. */
    private static final Set<String> HOP_BY_HOP = Set.of(
            "connection",
            "keep-alive",
            "proxy-authenticate",
            "proxy-authentication-info",
            "proxy-authorization",
            "proxy-connection",
            "te",
            "trailer",
            "transfer-encoding",
            "upgrade");

    /**
     * Never taken from a caller: what proves who they are (the gateway has read it), what only the gateway may say, and
     * what the gateway's own connection decides.
     */
    private static final Set<String> ENDS_HERE = Set.of(
            "authorization",
            "cookie",
            "content-length",
            "expect",
            "forwarded",
            "host",
            "http2-settings",
            "traceparent",
            "x-client-ip",
            "x-csrf-token",
            "x-original-url",
            "x-real-ip",
            "x-request-id",
            "x-rewrite-url",
            "true-client-ip");

    /** Never taken from a service: the gateway says these itself. */
    private static final Set<String> SAID_BY_GATEWAY =
            Set.of("content-length", "server", "set-cookie", "traceparent", "x-request-id", "x-powered-by");

    private HeaderRules() {}

    /** Every line of every field that goes on, in the caller's order. */
    static void copyToService(HttpServletRequest request, HttpMessage outgoing) {
        var listed = listedBy(request.getHeaders("Connection"));
        var names = request.getHeaderNames();
        while (names.hasMoreElements()) {
            var name = names.nextElement();
            if (passesToService(name, listed)) {
                var values = request.getHeaders(name);
                while (values.hasMoreElements()) {
                    outgoing.addHeader(name, values.nextElement());
                }
            }
        }
    }

    static boolean passesToService(String name, Set<String> listedByConnection) {
        var lower = name.toLowerCase(Locale.ROOT);
        return !HOP_BY_HOP.contains(lower)
                && !ENDS_HERE.contains(lower)
                && !lower.startsWith("x-forwarded-")
                && !lower.startsWith("lealup-")
                && !listedByConnection.contains(lower);
    }

    static boolean passesToCaller(String name, Set<String> listedByConnection) {
        var lower = name.toLowerCase(Locale.ROOT);
        return !HOP_BY_HOP.contains(lower)
                && !SAID_BY_GATEWAY.contains(lower)
                && !lower.startsWith("lealup-identity")
                && !listedByConnection.contains(lower);
    }

    /** The fields that a Connection header declares to be for this hop only, in lower case. */
    static Set<String> listedBy(Enumeration<String> connectionHeaders) {
        if (!connectionHeaders.hasMoreElements()) {
            return Set.of();
        }
        var names = new HashSet<String>();
        for (var value : Collections.list(connectionHeaders)) {
            for (var name : value.split(",", -1)) {
                names.add(name.strip().toLowerCase(Locale.ROOT));
            }
        }
        return names;
    }
}
