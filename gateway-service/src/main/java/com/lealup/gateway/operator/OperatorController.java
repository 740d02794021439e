package com.lealup.gateway.operator;

import com.lealup.gateway.access.ApiKey;
import com.lealup.gateway.access.ApiKeyBody;
import com.lealup.gateway.access.CreateApiKey;
import com.lealup.gateway.access.CreatedApiKeyView;
import com.lealup.gateway.workspace.AllWorkspaces;
import com.lealup.gateway.workspace.EmailAddress;
import com.lealup.gateway.workspace.OpenWorkspace;
import com.lealup.gateway.workspace.Plan;
import com.lealup.gateway.workspace.User;
import com.lealup.gateway.workspace.Workspace;
import com.lealup.gateway.workspace.WorkspaceDirectory;
import com.lealup.platform.environment.Environment;
import com.lealup.platform.identity.Caller;
import com.lealup.platform.identity.Callers;
import com.lealup.platform.identity.Open;
import com.lealup.platform.identity.PrincipalType;
import com.lealup.platform.identity.TenantId;
import com.lealup.platform.json.JsonBody;
import com.lealup.platform.pagination.Cursor;
import com.lealup.platform.pagination.Page;
import com.lealup.platform.pagination.PageRequest;
import com.lealup.platform.problem.ProblemException;
import com.lealup.platform.problem.Problems;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.time.Instant;
import java.util.Set;
import java.util.function.Supplier;
import org.springframework.http.ResponseEntity;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * The operator's acts. Each works inside one workspace, as that tenant: the policies of the database hold for the
 * operator too. {@link OperatorFilter} has checked the token; no caller is bound until then, hence {@link Open}.
 */
@RestController
@RequestMapping("/operator/workspaces")
class OperatorController {

    private static final int LONGEST_NAME = 200;
    private static final String FIRST_KEY = "admin";

    private final OpenWorkspace openWorkspace;
    private final CreateApiKey createApiKey;
    private final WorkspaceDirectory directory;
    private final AllWorkspaces workspaces;
    private final ApiKeyBody keyBodies;
    private final TransactionTemplate transaction;
    private final Environment environment;

    OperatorController(
            OpenWorkspace openWorkspace,
            CreateApiKey createApiKey,
            WorkspaceDirectory directory,
            AllWorkspaces workspaces,
            ApiKeyBody keyBodies,
            TransactionTemplate transaction,
            Environment environment) {
        this.openWorkspace = openWorkspace;
        this.createApiKey = createApiKey;
        this.directory = directory;
        this.workspaces = workspaces;
        this.keyBodies = keyBodies;
        this.transaction = transaction;
        this.environment = environment;
    }

    /** A new workspace; password and key are shown this once. */
    record OpenedView(String tenantId, AdminView admin, String key) {}

    /** Its administrator. */
    record AdminView(String email, String password) {}

    @Open
    @PostMapping
    ResponseEntity<OpenedView> open(HttpServletRequest request, @RequestBody byte[] bytes) {
        var body = JsonBody.parse(bytes);
        var name = body.text("name").required().notBlank().length(1, LONGEST_NAME);
        var email =
                body.text("email").required().map(EmailAddress::parse, "invalid_email", "must be an e-mail address");
        var plan = body.choice("plan", Plan.class);
        body.finish();

        var tenantId = TenantId.next();
        var view = actingIn(tenantId, request, () -> {
            var opened = openWorkspace.open(tenantId, name.value(), email.value(), plan.orDefault(usualPlan()));
            var key = created(createApiKey.createForEverything(tenantId, creator(opened.admin()), FIRST_KEY));
            return new OpenedView(
                    tenantId.toString(), new AdminView(opened.admin().email().text(), opened.password()), key.key());
        });
        return ResponseEntity.created(URI.create("/operator/workspaces/" + tenantId))
                .body(view);
    }

    @Open
    @PostMapping("/{tenant}/api-keys")
    ResponseEntity<CreatedApiKeyView> createKey(
            HttpServletRequest request, @PathVariable String tenant, @RequestBody byte[] bytes) {
        var tenantId = TenantId.parse(tenant).orElseThrow(OperatorController::notFound);
        var wish = keyBodies.read(bytes);
        var view = actingIn(tenantId, request, () -> {
            var admin = directory.firstAdmin(tenantId).orElseThrow(OperatorController::notFound);
            return created(createApiKey.create(tenantId, creator(admin), Set.of(Caller.EVERYTHING), wish));
        });
        return ResponseEntity.created(URI.create(view.path())).body(view);
    }

    @Open
    @GetMapping
    Page<WorkspaceView> list(PageRequest page) {
        var before = page.cursor() == null ? null : page.cursor().ulid(0);
        var found = workspaces.list(before, page.limitPlusOne()).stream()
                .map(WorkspaceView::of)
                .toList();
        return Page.of(found, page.limit(), view -> Cursor.of(view.tenantId()));
    }

    private <T> T actingIn(TenantId tenantId, HttpServletRequest request, Supplier<T> work) {
        var operator = new Caller(
                tenantId,
                "operator",
                PrincipalType.OPERATOR,
                "operator",
                "",
                null,
                Set.of(Caller.EVERYTHING),
                request.getRemoteAddr(),
                "");
        return Callers.call(operator, () -> transaction.execute(_ -> work.get()));
    }

    /** On one's own machine nothing is counted; who runs LealUp for others says what was bought. */
    private Plan usualPlan() {
        return switch (environment) {
            case TEST -> Plan.UNLIMITED;
            case LIVE -> Plan.STARTER;
        };
    }

    private static CreatedApiKeyView created(CreateApiKey.Outcome outcome) {
        return switch (outcome) {
            case CreateApiKey.Outcome.Created created -> CreatedApiKeyView.of(created);
            case CreateApiKey.Outcome.BeyondOwnScopes(var scope) -> throw Problems.insufficientScope(scope);
            case CreateApiKey.Outcome.BeyondOwnNetworks(), CreateApiKey.Outcome.CreatorGone() -> throw notFound();
        };
    }

    private static ApiKey.Creator creator(User admin) {
        return new ApiKey.Creator(admin.id(), admin.email().text(), admin.role());
    }

    private static ProblemException notFound() {
        return Problems.notFound("There is no workspace with this id.");
    }

    /** A workspace as the operator sees it. */
    record WorkspaceView(String tenantId, String name, String plan, Instant createdAt) {

        static WorkspaceView of(Workspace workspace) {
            return new WorkspaceView(
                    workspace.tenantId().toString(),
                    workspace.name(),
                    workspace.plan().text(),
                    workspace.createdAt());
        }
    }
}
