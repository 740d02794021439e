package com.lealup.platform.problem;

import com.lealup.platform.correlation.RequestCorrelation;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Answers what reached the servlet container as an error; asked for directly, it does not exist. */
@RestController
final class ProblemErrorController implements ErrorController {

    private final ProblemTranslator translator;

    ProblemErrorController(ProblemTranslator translator) {
        this.translator = translator;
    }

    @RequestMapping("${spring.web.error.path:${error.path:/error}}")
    @Nullable
    ResponseEntity<Map<String, Object>> error(HttpServletRequest request) {
        // The answer has begun: whatever were added to it could make half of it look whole.
        if (request.getDispatcherType() == DispatcherType.INCLUDE) {
            return null;
        }
        if (request.getDispatcherType() != DispatcherType.ERROR) {
            return answer(request, translator.ofStatus(HttpStatusCode.valueOf(404)), request.getRequestURI());
        }
        var path = request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI) instanceof String uri
                ? uri
                : request.getRequestURI();
        if (request.getAttribute(RequestDispatcher.ERROR_EXCEPTION) instanceof Throwable thrown) {
            var problem = translator.translate(thrown);
            ProblemLog.report(request.getMethod(), path, problem, thrown);
            return answer(request, problem, path);
        }
        var status = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE) instanceof Integer code ? code : 500;
        return answer(request, translator.ofStatus(HttpStatusCode.valueOf(status)), path);
    }

    private static ResponseEntity<Map<String, Object>> answer(
            HttpServletRequest request, Problem problem, String path) {
        request.setAttribute(ProblemType.ATTRIBUTE, problem.type().code());
        return Problems.response(problem, path, RequestCorrelation.of(request).requestId());
    }
}
