package com.lealup.gateway.admission;

import com.lealup.platform.identity.Caller;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

/** Something a known caller must pass before the request goes on, in the order that Spring's {@code @Order} gives. */
@FunctionalInterface
public interface AdmissionRule {

    /**
     * Returns when the caller may go on; may leave headers on the answer either way.
     *
     * @throws com.lealup.platform.problem.ProblemException when the caller may not, with the reason
     */
    void check(HttpServletRequest request, HttpServletResponse response, Caller caller);

    /** Told when a rule has refused a caller: may leave headers on the answer. */
    default void refused(HttpServletResponse response, Caller caller) {}
}
