package com.lealup.platform.problem;

import java.io.IOException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatusCode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Replaces Tomcat's HTML error page, the last resort for requests that never reach a servlet (a malformed request line,
 * a header too long). Tomcat makes it by its class name: hence public, with a constructor without arguments.
 */
public final class ProblemErrorReportValve extends ErrorReportValve {

    private static final Logger LOG = LoggerFactory.getLogger(ProblemErrorReportValve.class);

    private final ProblemTranslator translator = new ProblemTranslator();
    private final ProblemWriter writer = new ProblemWriter(JsonMapper.shared());

    @Override
    protected void report(Request request, Response response, @Nullable Throwable thrown) {
        var status = response.getStatus();
        // As in Tomcat's own: a status below 400 or a body already begun is an answer, not an error to report.
        if (status < 400 || response.getContentWritten() > 0 || !response.setErrorReported()) {
            return;
        }
        try {
            var problem = thrown == null || status < 500
                    ? translator.ofStatus(HttpStatusCode.valueOf(status))
                    : translator.translate(thrown);
            writer.write(request.getRequest(), response.getResponse(), problem);
            response.finishResponse();
        } catch (IOException | IllegalStateException e) {
            LOG.atDebug().addKeyValue("status", status).setCause(e).log("the caller left before the error report");
        }
    }
}
