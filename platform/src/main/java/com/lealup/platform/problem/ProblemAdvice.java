package com.lealup.platform.problem;

import com.lealup.platform.correlation.RequestCorrelation;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** Translates what Spring MVC and controllers throw. Last in order: a service's own advice is asked first. */
@RestControllerAdvice
@Order(Ordered.LOWEST_PRECEDENCE)
final class ProblemAdvice {

    private final ProblemTranslator translator;

    ProblemAdvice(ProblemTranslator translator) {
        this.translator = translator;
    }

    @ExceptionHandler(Throwable.class)
    @Nullable
    ResponseEntity<Map<String, Object>> translate(Throwable thrown, HttpServletRequest request) {
        if (ProblemTranslator.callerIsGone(thrown)) {
            return null;
        }
        var problem = translator.translate(thrown);
        request.setAttribute(ProblemType.ATTRIBUTE, problem.type().code());
        ProblemLog.report(request.getMethod(), request.getRequestURI(), problem, thrown);
        return Problems.response(
                problem, request.getRequestURI(), RequestCorrelation.of(request).requestId());
    }
}
