package com.lealup.gateway.session;

import com.lealup.gateway.audit.Act;
import com.lealup.gateway.audit.AuditLog;
import com.lealup.gateway.edge.ClientAddresses;
import com.lealup.gateway.workspace.BodyFields;
import com.lealup.gateway.workspace.InTenant;
import com.lealup.platform.identity.Caller;
import com.lealup.platform.identity.Open;
import com.lealup.platform.identity.PrincipalType;
import com.lealup.platform.identity.RequiresScope;
import com.lealup.platform.identity.TenantId;
import com.lealup.platform.json.JsonBody;
import com.lealup.platform.problem.ProblemException;
import com.lealup.platform.problem.ProblemType;
import com.lealup.platform.problem.Problems;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.web.csrf.HttpSessionCsrfTokenRepository;
import org.springframework.session.FindByIndexNameSessionRepository;
import org.springframework.session.Session;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Signing in and out. */
@RestController
@RequestMapping(SessionsController.PATH)
class SessionsController {

    static final String PATH = "/v1/sessions";

    private final SignIn signIn;
    private final FindByIndexNameSessionRepository<? extends Session> sessions;
    private final HttpSessionCsrfTokenRepository csrfTokens;
    private final ClientAddresses addresses;
    private final AuditLog audit;
    private final InTenant inTenant;
    private final TransactionTemplate transaction;
    private final SessionProperties properties;

    SessionsController(
            SignIn signIn,
            FindByIndexNameSessionRepository<? extends Session> sessions,
            HttpSessionCsrfTokenRepository csrfTokens,
            ClientAddresses addresses,
            AuditLog audit,
            InTenant inTenant,
            TransactionTemplate transaction,
            SessionProperties properties) {
        this.signIn = signIn;
        this.sessions = sessions;
        this.csrfTokens = csrfTokens;
        this.addresses = addresses;
        this.audit = audit;
        this.inTenant = inTenant;
        this.transaction = transaction;
        this.properties = properties;
    }

    /**
     * One of the caller's sessions, as a list shows it.
     *
     * @param current whether it is the one that asks
     */
    record ListedView(String id, Instant createdAt, Instant lastUsedAt, Instant expiresAt, boolean current) {}

    /** All of the caller's sessions. */
    record ListView(List<ListedView> data) {}

    @Open
    @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<SessionView> begin(
            HttpServletRequest request, HttpServletResponse response, @RequestBody byte[] bytes) {
        var body = JsonBody.parse(bytes);
        var email = BodyFields.email(body, "email");
        var password = BodyFields.secret(body, "password");
        var tenant = body.text("tenant_id").map(TenantId::parse, "invalid_id", "must be the id of a workspace");
        body.finish();
        var address = addresses.of(request);
        return switch (signIn.signIn(email.value(), password.value(), tenant.orElse(null), address)) {
            case SignIn.Outcome.Recognised(var user) -> {
                var signedIn = SignedIn.begin(request, user);
                var caller = user.asCaller(address);
                inTenant.call(caller, () -> note(caller, "session.created", signedIn.id()));
                yield ResponseEntity.created(URI.create(PATH + "/current"))
                        .body(view(request, response, caller, signedIn));
            }
            case SignIn.Outcome.Ambiguous(var choices) ->
                throw Problems.of(
                        ProblemType.WORKSPACE_CHOICE_REQUIRED,
                        "Address and password are right in more than one workspace. Send the tenant_id of one.",
                        Map.of("workspaces", choices));
            case SignIn.Outcome.Refused() ->
                throw Problems.of(ProblemType.UNAUTHENTICATED, "There is nobody with this address and this password.");
            case SignIn.Outcome.TooMany(var wait) -> throw tooMany(wait);
        };
    }

    static ProblemException tooMany(Duration wait) {
        return Problems.of(
                        ProblemType.RATE_LIMITED,
                        "Too many attempts to sign in failed. Wait, or ask an administrator to reset the password.")
                .with(HttpHeaders.RETRY_AFTER, Long.toString(wait.toSeconds() + 1));
    }

    @RequiresScope("")
    @GetMapping("/current")
    SessionView current(HttpServletRequest request, HttpServletResponse response, Caller caller) {
        return view(request, response, caller, own(request, caller));
    }

    @RequiresScope("")
    @GetMapping
    ListView list(HttpServletRequest request, Caller caller) {
        var current = own(request, caller);
        var views = ofSamePerson(current).values().stream()
                .flatMap(session ->
                        SignedIn.of(session).map(signedIn -> listed(session, signedIn.id(), current)).stream())
                .sorted(Comparator.comparing(ListedView::id).reversed())
                .toList();
        return new ListView(views);
    }

    @RequiresScope("")
    @DeleteMapping("/current")
    ResponseEntity<Void> endCurrent(HttpServletRequest request, Caller caller) {
        var current = own(request, caller);
        transaction.execute(_ -> note(caller, "session.ended", current.id()));
        request.getSession().invalidate();
        return ResponseEntity.noContent().build();
    }

    @RequiresScope("")
    @DeleteMapping("/{id}")
    ResponseEntity<Void> end(HttpServletRequest request, Caller caller, @PathVariable String id) {
        var current = own(request, caller);
        if (current.id().equals(id)) {
            return endCurrent(request, caller);
        }
        var other = ofSamePerson(current).entrySet().stream()
                .filter(entry -> SignedIn.of(entry.getValue())
                        .map(SignedIn::id)
                        .filter(id::equals)
                        .isPresent())
                .map(Map.Entry::getKey)
                .findFirst()
                .orElseThrow(() -> Problems.notFound("There is no session of yours with this id."));
        transaction.execute(_ -> note(caller, "session.ended", id));
        sessions.deleteById(other);
        return ResponseEntity.noContent().build();
    }

    private Map<String, ? extends Session> ofSamePerson(SignedIn current) {
        return sessions.findByPrincipalName(SignedIn.principalName(current.tenantId(), current.userId()));
    }

    private ListedView listed(Session session, String id, SignedIn current) {
        return new ListedView(
                id,
                session.getCreationTime(),
                session.getLastAccessedTime(),
                session.getCreationTime().plus(properties.longest()),
                id.equals(current.id()));
    }

    private SessionView view(
            HttpServletRequest request, HttpServletResponse response, Caller caller, SignedIn signedIn) {
        var session = request.getSession();
        var known = csrfTokens.loadToken(request);
        var token = known == null ? csrfTokens.generateToken(request) : known;
        if (known == null) {
            csrfTokens.saveToken(token, request, response);
        }
        return SessionView.of(signedIn, token.getToken(), createdAt(session), properties.longest(), caller);
    }

    private static Instant createdAt(HttpSession session) {
        return Instant.ofEpochMilli(session.getCreationTime());
    }

    private static SignedIn own(HttpServletRequest request, Caller caller) {
        var session = caller.type() == PrincipalType.USER ? request.getSession(false) : null;
        if (session == null) {
            throw Problems.notFound("Only people who have signed in have a session; an API key has none.");
        }
        return SignedIn.of(session).orElseThrow(() -> new IllegalStateException("A caller's session is somebody's"));
    }

    private String note(Caller caller, String action, String id) {
        audit.append(caller, new Act(action, "session", id, Map.of(), Map.of()));
        return id;
    }
}
