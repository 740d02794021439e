package com.lealup.platform.problem;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one place a failed request is logged: with a stack trace when we are at fault, with one line when a part was
 * away, and for a caller's mistake only while debugging.
 */
final class ProblemLog {

    private static final Logger LOG = LoggerFactory.getLogger(ProblemLog.class);

    private ProblemLog() {}

    static void report(String method, String path, Problem problem, Throwable thrown) {
        var status = problem.type().status().value();
        var event = switch (problem.type()) {
            case SERVER_ERROR -> LOG.atError().setCause(thrown);
            case UNAVAILABLE -> LOG.atWarn().addKeyValue("cause", describe(rootOf(thrown)));
            default -> LOG.atDebug().addKeyValue("detail", problem.detail());
        };
        event.addKeyValue("method", method)
                .addKeyValue("path", path)
                .addKeyValue("status", status)
                .addKeyValue("code", problem.type().code())
                .log("request failed");
    }

    private static Throwable rootOf(Throwable thrown) {
        var root = thrown;
        for (var cause = root.getCause(); cause != null && !cause.equals(root); cause = root.getCause()) {
            root = cause;
        }
        return root;
    }

    private static String describe(Throwable thrown) {
        return thrown instanceof ProblemException
                ? thrown.toString()
                : thrown.getClass().getName();
    }
}
