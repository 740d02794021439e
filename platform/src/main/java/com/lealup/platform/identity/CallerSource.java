package com.lealup.platform.identity;

import com.lealup.platform.problem.ProblemException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

/**
 * Establishes the caller of a request. Services use {@link SignedCallerSource}; the gateway, where callers bring keys
 * and sessions instead, declares its own bean.
 */
@FunctionalInterface
public interface CallerSource {

    /**
     * The caller of the request.
     *
     * @param response where the source may leave headers, such as what remains of a limit; its body is not its own
     * @throws ProblemException 401 when there is none; 429 or 503 where the source has a reason to
     */
    Caller authenticate(HttpServletRequest request, HttpServletResponse response);

    /** Whether the request needs no caller although no {@link Open} handler takes it: static files, for example. */
    default boolean isOpen(HttpServletRequest request) {
        return false;
    }
}
