package com.lealup.platform.identity;

import com.lealup.platform.problem.Problems;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Arrays;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.http.HttpMethod;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;

/** Holds the caller against what the chosen handler demands. */
final class AccessInterceptor implements HandlerInterceptor {

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (handler instanceof HandlerMethod method && !ErrorController.class.isAssignableFrom(method.getBeanType())) {
            check(request, method);
        }
        return true;
    }

    private static void check(HttpServletRequest request, HandlerMethod method) {
        if (method.hasMethodAnnotation(Open.class)) {
            return;
        }
        var caller = Callers.find()
                .orElseThrow(() -> Problems.unauthenticated("This resource needs a caller; the request has none."));
        var scope = method.getMethodAnnotation(RequiresScope.class);
        var internal = method.getMethodAnnotation(Internal.class);
        if (scope != null) {
            if (VerifiedIdentity.passedOn(request).isPresent()) {
                throw Problems.unauthenticated("The identity is not valid for this request.");
            }
            if (!scope.value().isEmpty() && !caller.may(scope.value())) {
                throw Problems.insufficientScope(scope.value());
            }
        } else if (internal != null) {
            checkAsker(request, internal);
        } else if (!HttpMethod.OPTIONS.matches(request.getMethod())) {
            // Start-up refuses unmarked handlers; what is registered later is refused here.
            throw new IllegalStateException("unmarked handler " + method);
        }
    }

    private static void checkAsker(HttpServletRequest request, Internal internal) {
        var mayAsk = VerifiedIdentity.passedOn(request)
                .map(VerifiedIdentity::audience)
                .filter(Arrays.asList(internal.callers())::contains)
                .isPresent();
        if (!mayAsk) {
            throw Problems.unauthenticated("The identity was not signed for a service that may ask this.");
        }
    }
}
