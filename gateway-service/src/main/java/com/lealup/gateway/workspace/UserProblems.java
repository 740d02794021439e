package com.lealup.gateway.workspace;

import com.lealup.platform.problem.ProblemException;
import com.lealup.platform.problem.ProblemType;
import com.lealup.platform.problem.Problems;
import java.time.Duration;
import org.springframework.http.HttpHeaders;

/** What is said when somebody of the workspace cannot be changed. */
final class UserProblems {

    private UserProblems() {}

    static ProblemException notFound() {
        return Problems.notFound("There is nobody with this id in this workspace.");
    }

    static ProblemException beyondOwnRole(Role role) {
        return Problems.of(
                ProblemType.INSUFFICIENT_ROLE,
                "This needs the role " + role.text() + " and all its scopes, which the caller does not have.");
    }

    static ProblemException tooManyMails(Duration wait) {
        return Problems.of(
                        ProblemType.RATE_LIMITED,
                        "Too many mails went to this person, or out of this workspace. The last one may be on its way.")
                .with(HttpHeaders.RETRY_AFTER, Long.toString(wait.toSeconds() + 1));
    }

    static ProblemException lastAdmin() {
        return Problems.of(
                ProblemType.CONFLICT,
                "This is the last active administrator of the workspace. Make somebody else one first.");
    }
}
