package com.lealup.platform.problem;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.apache.catalina.connector.ClientAbortException;
import org.springframework.web.filter.OncePerRequestFilter;

/** Answers for the filters behind it, whose exceptions no controller advice sees. */
final class ProblemFilter extends OncePerRequestFilter {

    private final ProblemTranslator translator;
    private final ProblemWriter writer;

    ProblemFilter(ProblemTranslator translator, ProblemWriter writer) {
        this.translator = translator;
        this.writer = writer;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        try {
            chain.doFilter(request, response);
        } catch (ServletException | IOException | RuntimeException e) {
            // Once bytes are on their way only breaking the connection tells the caller that the answer is not whole.
            boolean gone = ProblemTranslator.callerIsGone(e);
            if (response.isCommitted() || (gone && !(e instanceof ProblemException))) {
                // Tomcat would log any other exception as a fault of ours, once for each caller who leaves.
                if (gone) {
                    throw new ClientAbortException(e);
                }
                if (refusedByContainer(e, response)) {
                    return;
                }
                throw e;
            }
            var problem = translator.translate(e);
            ProblemLog.report(request.getMethod(), request.getRequestURI(), problem, e);
            writer.write(request, response, problem);
        }
    }

    /** Tomcat has found that a body is no HTTP and goes on to answer that by its error page. */
    private static boolean refusedByContainer(Exception e, HttpServletResponse response) {
        return e instanceof ProblemException problem
                && problem.problem().type().status().is4xxClientError()
                && response.getStatus() == HttpServletResponse.SC_BAD_REQUEST;
    }
}
