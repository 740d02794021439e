package com.lealup.gateway.session;

import com.lealup.gateway.workspace.BodyFields;
import com.lealup.gateway.workspace.ChangePassword;
import com.lealup.gateway.workspace.PasswordRules;
import com.lealup.gateway.workspace.Passwords;
import com.lealup.gateway.workspace.User;
import com.lealup.gateway.workspace.UserId;
import com.lealup.gateway.workspace.WorkspaceDirectory;
import com.lealup.platform.idempotency.Idempotency;
import com.lealup.platform.identity.Caller;
import com.lealup.platform.identity.PrincipalType;
import com.lealup.platform.identity.RequiresScope;
import com.lealup.platform.json.JsonBody;
import com.lealup.platform.problem.ProblemException;
import com.lealup.platform.problem.Problems;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Lets people change their own password: all their sessions end, and the one that asked begins anew. */
@RestController
class OwnPasswordController {

    private final SignIn signIn;
    private final WorkspaceDirectory directory;
    private final Passwords passwords;
    private final PasswordRules rules;
    private final ChangePassword change;
    private final Idempotency idempotency;
    private final TransactionTemplate transaction;

    OwnPasswordController(
            SignIn signIn,
            WorkspaceDirectory directory,
            Passwords passwords,
            PasswordRules rules,
            ChangePassword change,
            Idempotency idempotency,
            TransactionTemplate transaction) {
        this.signIn = signIn;
        this.directory = directory;
        this.passwords = passwords;
        this.rules = rules;
        this.change = change;
        this.idempotency = idempotency;
        this.transaction = transaction;
    }

    @RequiresScope("")
    @PostMapping(path = "/v1/users/me/password", consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<byte[]> change(HttpServletRequest request, @RequestBody byte[] bytes, Caller caller) {
        var body = JsonBody.parse(bytes);
        var current = BodyFields.secret(body, "current_password");
        var wanted = BodyFields.secret(body, "new_password");
        body.finish();
        var user = person(caller);
        var workspace =
                transaction.execute(_ -> directory.workspace(caller.tenantId())).orElseThrow();
        rules.fault("/new_password", wanted.value(), user.email().text(), user.name(), workspace.name())
                .ifPresent(fault -> {
                    throw Problems.validation(List.of(fault));
                });
        var changed = new AtomicReference<@Nullable User>();
        var answer = idempotency.executeWithSecrets(request, bytes, () -> {
            confirm(user, current.value(), caller);
            var hash = passwords.hash(wanted.value());
            return () -> {
                changed.set(change.change(caller, user, hash).orElseThrow(OwnPasswordController::wrong));
                return ResponseEntity.noContent().build();
            };
        });
        // After the commit: the old session's row was locked by it. A retry finds it done, and keeps its session.
        var person = changed.get();
        if (person != null) {
            SignedIn.begin(request, person);
        }
        return answer;
    }

    private void confirm(User user, String password, Caller caller) {
        switch (signIn.confirm(user, password, caller.clientAddress())) {
            case SignIn.Outcome.Recognised known -> {}
            case SignIn.Outcome.TooMany(var wait) -> throw SessionsController.tooMany(wait);
            case SignIn.Outcome.Refused() -> throw wrong();
            case SignIn.Outcome.Ambiguous several -> throw wrong();
        }
    }

    private static ProblemException wrong() {
        return Problems.validation("/current_password", "wrong_password", "is not your password");
    }

    private User person(Caller caller) {
        if (caller.type() != PrincipalType.USER) {
            throw Problems.notFound("Only people have a password; an API key has none.");
        }
        return UserId.parse(caller.principalId())
                .flatMap(id -> transaction.execute(_ -> directory.user(caller.tenantId(), id)))
                .orElseThrow(() -> new IllegalStateException("A caller with a session is somebody"));
    }
}
