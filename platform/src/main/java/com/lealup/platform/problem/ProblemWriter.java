package com.lealup.platform.problem;

import com.lealup.platform.correlation.RequestCorrelation;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Objects;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import tools.jackson.databind.json.JsonMapper;

/** Writes a problem where no controller can return one: in filters, in handlers that stream, and behind Tomcat. */
public final class ProblemWriter {

    private final JsonMapper json;

    public ProblemWriter(JsonMapper json) {
        this.json = json;
    }

    /** Replaces whatever the answer held. A no-op once the answer is on its way: then only the connection can tell. */
    public void write(HttpServletRequest request, HttpServletResponse response, Problem problem) throws IOException {
        if (response.isCommitted()) {
            return;
        }
        request.setAttribute(ProblemType.ATTRIBUTE, problem.type().code());
        var correlation = RequestCorrelation.of(request);
        // Tomcat has no path for a request line it could not read.
        var path = Objects.requireNonNullElse(request.getRequestURI(), "/");
        var body = json.writeValueAsBytes(problem.document(path, correlation.requestId()));
        response.resetBuffer();
        response.setHeader(HttpHeaders.CONTENT_ENCODING, null);
        response.setStatus(problem.type().status().value());
        response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        response.setContentLength(body.length);
        problem.headers().forEach(response::setHeader);
        RequestCorrelation.echo(correlation, response);
        response.getOutputStream().write(body);
    }
}
