package com.lealup.platform.problem;

import com.lealup.platform.correlation.Correlation;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/**
 * Ends a request with a {@link Problem}. For controllers and filters only: what they call answers "no" with a result.
 * It has no stack trace, since it says nothing about our code.
 */
public final class ProblemException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Problem problem;

    ProblemException(Problem problem) {
        this(problem, null);
    }

    private ProblemException(Problem problem, @Nullable Throwable cause) {
        super(problem.type().code() + ": " + problem.detail(), cause, false, false);
        this.problem = problem;
    }

    /** What the caller is told. */
    public Problem problem() {
        return problem;
    }

    /** The same problem with one more header on its answer. */
    public ProblemException with(String header, String value) {
        return new ProblemException(problem.with(header, value), getCause());
    }

    /** The same problem with what brought it about. */
    public ProblemException causedBy(Throwable cause) {
        return new ProblemException(problem, cause);
    }

    /** The answer, for a handler that must return it instead of throwing, so that its transaction commits. */
    public ResponseEntity<Map<String, Object>> toResponse() {
        return Problems.response(problem, currentPath(), Correlation.current().requestId());
    }

    private static String currentPath() {
        return RequestContextHolder.currentRequestAttributes() instanceof ServletRequestAttributes servlet
                ? servlet.getRequest().getRequestURI()
                : "/";
    }
}
