package com.lealup.gateway.workspace;

import com.lealup.gateway.admission.AdmissionRule;
import com.lealup.platform.identity.Caller;
import com.lealup.platform.problem.ProblemType;
import com.lealup.platform.problem.Problems;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.InstantSource;
import java.util.Set;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Refuses writes once the trial of a workspace is over. Reads go on, and so does signing out. */
@Component
@Order(20)
class TrialRule implements AdmissionRule {

    private static final Set<String> SAFE = Set.of("GET", "HEAD", "OPTIONS");
    private static final String SESSIONS = "/v1/sessions/";

    /** A question that is too long for a query. */
    private static final String PREVIEW = "/preview";

    private final FindWorkspace workspaces;
    private final InstantSource clock;

    TrialRule(FindWorkspace workspaces, InstantSource clock) {
        this.workspaces = workspaces;
        this.clock = clock;
    }

    @Override
    public void check(HttpServletRequest request, HttpServletResponse response, Caller caller) {
        if (SAFE.contains(request.getMethod())
                || request.getRequestURI().startsWith(SESSIONS)
                || request.getRequestURI().endsWith(PREVIEW)) {
            return;
        }
        workspaces
                .find(caller)
                .filter(workspace -> workspace.isTrialOver(clock.instant()))
                .ifPresent(workspace -> {
                    throw Problems.of(
                            ProblemType.TRIAL_EXPIRED,
                            "The trial of this workspace ended at " + workspace.trialEndsAt()
                                    + ". Everything can still be read, and nothing was deleted. To write again, ask"
                                    + " the people who run this LealUp to extend the trial or to set a plan, and name"
                                    + " the workspace " + workspace.tenantId() + ".");
                });
    }
}
