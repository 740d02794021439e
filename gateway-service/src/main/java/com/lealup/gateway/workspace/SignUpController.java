package com.lealup.gateway.workspace;

import com.lealup.gateway.attempt.Attempts;
import com.lealup.gateway.edge.ClientAddresses;
import com.lealup.platform.identity.Caller;
import com.lealup.platform.identity.Open;
import com.lealup.platform.identity.PrincipalType;
import com.lealup.platform.identity.TenantId;
import com.lealup.platform.json.JsonBody;
import com.lealup.platform.problem.ProblemException;
import com.lealup.platform.problem.ProblemType;
import com.lealup.platform.problem.Problems;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Set;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/**
 * Opens a workspace for whoever asks: on trial, with them as its administrator. An address may be in many workspaces,
 * so that the answer tells nobody whether it is in one already.
 */
@RestController
class SignUpController {

    private static final Duration TRIAL = Duration.ofDays(30);

    private final OpenWorkspace openWorkspace;
    private final Passwords passwords;
    private final PasswordRules rules;
    private final Attempts attempts;
    private final ClientAddresses addresses;
    private final InTenant inTenant;
    private final InstantSource clock;

    SignUpController(
            OpenWorkspace openWorkspace,
            Passwords passwords,
            PasswordRules rules,
            Attempts attempts,
            ClientAddresses addresses,
            InTenant inTenant,
            InstantSource clock) {
        this.openWorkspace = openWorkspace;
        this.passwords = passwords;
        this.rules = rules;
        this.attempts = attempts;
        this.addresses = addresses;
        this.inTenant = inTenant;
        this.clock = clock;
    }

    /** A new workspace and its administrator. */
    record SignedUpView(WorkspaceView workspace, UserView user) {}

    @Open
    @PostMapping(path = "/v1/sign-ups", consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<SignedUpView> signUp(HttpServletRequest request, @RequestBody byte[] bytes) {
        var body = JsonBody.parse(bytes);
        var workspaceName = BodyFields.name(body, "workspace_name").required();
        var name = BodyFields.name(body, "name").required();
        var email = BodyFields.email(body, "email");
        var password = BodyFields.secret(body, "password");
        password.find()
                .flatMap(text -> rules.fault(
                        "/password",
                        text,
                        workspaceName.value(),
                        name.value(),
                        email.find().map(EmailAddress::text).orElse(""),
                        email.find().map(EmailAddress::localPart).orElse("")))
                .ifPresent(fault -> body.fail("password", fault.code(), fault.message()));
        body.finish();

        var address = addresses.of(request);
        switch (attempts.signUp(address)) {
            case Attempts.Answer.Admitted() -> {}
            case Attempts.Answer.Wait(var duration) -> throw tooMany(duration);
        }
        var first = new OpenWorkspace.FirstAdmin(email.value(), name.value(), passwords.hash(password.value()));
        var tenantId = TenantId.next();
        var newcomer = new Caller(tenantId, "", PrincipalType.USER, "", "", null, Set.of(), address, "");
        var trialEndsAt = clock.instant().truncatedTo(ChronoUnit.MICROS).plus(TRIAL);
        var opened = inTenant.call(
                newcomer,
                () -> openWorkspace.open(tenantId, newcomer, workspaceName.value(), first, Plan.STARTER, trialEndsAt));
        return ResponseEntity.created(URI.create("/v1/workspace"))
                .body(new SignedUpView(WorkspaceView.of(opened.workspace()), UserView.of(opened.admin())));
    }

    private static ProblemException tooMany(Duration wait) {
        return Problems.of(ProblemType.RATE_LIMITED, "Too many workspaces were opened from this address.")
                .with(HttpHeaders.RETRY_AFTER, Long.toString(wait.toSeconds() + 1));
    }
}
