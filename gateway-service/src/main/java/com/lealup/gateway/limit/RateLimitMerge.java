package com.lealup.gateway.limit;

import com.lealup.platform.limit.RateLimitFields;
import jakarta.servlet.http.HttpServletResponse;

/**
 * Joins what a service says of its own limits with what the gateway says of requests: both fields are lists, and an
 * answer has one of each.
 */
public final class RateLimitMerge {

    private RateLimitMerge() {}

    /** Takes the field of a service's answer, if it is one of these two. */
    public static boolean takes(HttpServletResponse response, String name, String value) {
        if (!name.equalsIgnoreCase(RateLimitFields.STANDING) && !name.equalsIgnoreCase(RateLimitFields.POLICY)) {
            return false;
        }
        var ours = response.getHeader(name);
        response.setHeader(name, ours == null ? value : ours + ", " + value);
        return true;
    }
}
