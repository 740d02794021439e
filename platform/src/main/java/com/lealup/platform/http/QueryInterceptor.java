package com.lealup.platform.http;

import com.lealup.platform.problem.FieldError;
import com.lealup.platform.problem.Problems;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.ArrayList;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.http.HttpMethod;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;

/** Answers a mistyped or repeated query parameter with 400 instead of ignoring it. */
final class QueryInterceptor implements HandlerInterceptor {

    private final Map<HandlerMethod, KnownParameters> known = new ConcurrentHashMap<>();

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (request.getQueryString() != null
                && handler instanceof HandlerMethod method
                && !HttpMethod.OPTIONS.matches(request.getMethod())
                && !ErrorController.class.isAssignableFrom(method.getBeanType())) {
            check(Query.parse(request.getQueryString()), parametersOf(method));
        }
        return true;
    }

    private KnownParameters parametersOf(HandlerMethod method) {
        // Spring hands out a new HandlerMethod whose bean is resolved, equal to the last one.
        return known.computeIfAbsent(method, KnownParameters::of);
    }

    private static void check(Query query, KnownParameters known) {
        var errors = new ArrayList<FieldError>();
        query.parameters().forEach((name, values) -> {
            if (!known.contains(name)) {
                errors.add(FieldError.ofQuery(name, "unknown_parameter", "is not a parameter of this resource"));
            } else if (values.size() > 1 && !known.mayRepeat(name)) {
                errors.add(FieldError.ofQuery(name, "repeated_parameter", "must be given once"));
            }
        });
        if (!errors.isEmpty()) {
            throw Problems.validation(errors);
        }
    }
}
