package com.lealup.gateway.operator;

import com.lealup.gateway.access.ApiKey;
import com.lealup.gateway.access.ApiKeyBody;
import com.lealup.gateway.access.CreateApiKey;
import com.lealup.gateway.access.CreatedApiKeyView;
import com.lealup.gateway.workspace.AllWorkspaces;
import com.lealup.gateway.workspace.BodyFields;
import com.lealup.gateway.workspace.ChangeWorkspace;
import com.lealup.gateway.workspace.InTenant;
import com.lealup.gateway.workspace.IssueLink;
import com.lealup.gateway.workspace.LinkView;
import com.lealup.gateway.workspace.OpenWorkspace;
import com.lealup.gateway.workspace.Passwords;
import com.lealup.gateway.workspace.Plan;
import com.lealup.gateway.workspace.User;
import com.lealup.gateway.workspace.Workspace;
import com.lealup.gateway.workspace.WorkspaceDirectory;
import com.lealup.gateway.workspace.WorkspaceView;
import com.lealup.platform.environment.Environment;
import com.lealup.platform.identity.Caller;
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
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
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

    private static final String MERGE_PATCH = "application/merge-patch+json";
    private static final int LONGEST_EXTENSION = 3650;
    private static final String FIRST_KEY = "admin";

    private final OpenWorkspace openWorkspace;
    private final CreateApiKey createApiKey;
    private final WorkspaceDirectory directory;
    private final AllWorkspaces workspaces;
    private final ApiKeyBody keyBodies;
    private final ChangeWorkspace change;
    private final IssueLink links;
    private final Passwords passwords;
    private final InTenant inTenant;
    private final Environment environment;
    private final InstantSource clock;

    OperatorController(
            OpenWorkspace openWorkspace,
            CreateApiKey createApiKey,
            WorkspaceDirectory directory,
            AllWorkspaces workspaces,
            ApiKeyBody keyBodies,
            ChangeWorkspace change,
            IssueLink links,
            Passwords passwords,
            InTenant inTenant,
            Environment environment,
            InstantSource clock) {
        this.openWorkspace = openWorkspace;
        this.createApiKey = createApiKey;
        this.directory = directory;
        this.workspaces = workspaces;
        this.keyBodies = keyBodies;
        this.change = change;
        this.links = links;
        this.passwords = passwords;
        this.inTenant = inTenant;
        this.environment = environment;
        this.clock = clock;
    }

    /** A workspace as an operator changes it. */
    private record Edit(
            @Nullable String name,
            @Nullable String timeZone,
            @Nullable Plan plan,
            boolean setsTrial,
            @Nullable Instant trialEndsAt,
            @Nullable Long extendedByDays) {}

    /** A new workspace; password and key are shown this once. */
    record OpenedView(String tenantId, AdminView admin, String key) {}

    /** Its administrator. */
    record AdminView(String email, String password) {}

    @Open
    @PostMapping
    ResponseEntity<OpenedView> open(HttpServletRequest request, @RequestBody byte[] bytes) {
        var body = JsonBody.parse(bytes);
        var name = BodyFields.name(body, "name").required();
        var email = BodyFields.email(body, "email");
        var plan = body.choice("plan", Plan.class);
        body.finish();

        var tenantId = TenantId.next();
        var password = passwords.generate();
        var first = new OpenWorkspace.FirstAdmin(email.value(), email.value().localPart(), passwords.hash(password));
        var view = actingIn(tenantId, request, operator -> {
            var opened = openWorkspace.open(tenantId, operator, name.value(), first, plan.orDefault(usualPlan()), null);
            var key = created(createApiKey.createForEverything(tenantId, creator(opened.admin()), FIRST_KEY));
            return new OpenedView(
                    tenantId.toString(), new AdminView(opened.admin().email().text(), password), key.key());
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
        var view = actingIn(tenantId, request, _ -> {
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

    @Open
    @GetMapping("/{tenant}")
    WorkspaceView one(HttpServletRequest request, @PathVariable String tenant) {
        var tenantId = TenantId.parse(tenant).orElseThrow(OperatorController::notFound);
        return actingIn(tenantId, request, _ -> directory.workspace(tenantId))
                .map(WorkspaceView::of)
                .orElseThrow(OperatorController::notFound);
    }

    @Open
    @PatchMapping(
            path = "/{tenant}",
            consumes = {MERGE_PATCH, MediaType.APPLICATION_JSON_VALUE})
    WorkspaceView edit(HttpServletRequest request, @PathVariable String tenant, @RequestBody byte[] bytes) {
        var tenantId = TenantId.parse(tenant).orElseThrow(OperatorController::notFound);
        var edit = edit(bytes);
        return actingIn(tenantId, request, operator -> change.change(operator, workspace -> edited(workspace, edit)))
                .map(WorkspaceView::of)
                .orElseThrow(OperatorController::notFound);
    }

    private static Edit edit(byte[] bytes) {
        var body = JsonBody.parse(bytes);
        var name = BodyFields.name(body, "name");
        var zone = BodyFields.timeZone(body, "time_zone");
        var plan = body.choice("plan", Plan.class);
        var trial = body.instant("trial_ends_at");
        var days = body.integer("extend_trial_days").range(1, LONGEST_EXTENSION);
        if (body.has("trial_ends_at") && body.has("extend_trial_days")) {
            body.fail("extend_trial_days", "contradiction", "must not be given together with trial_ends_at");
        }
        body.finish();
        return new Edit(
                name.orElse(null),
                zone.orElse(null),
                plan.orElse(null),
                body.has("trial_ends_at"),
                trial.orElse(null),
                days.orElse(null));
    }

    /** A trial that is over, or none, is extended from now on; a running one from its end. */
    private Workspace edited(Workspace workspace, Edit edit) {
        var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        var ends = edit.setsTrial() ? edit.trialEndsAt() : workspace.trialEndsAt();
        if (edit.extendedByDays() != null) {
            var from = ends == null || ends.isBefore(now) ? now : ends;
            ends = from.plus(edit.extendedByDays(), ChronoUnit.DAYS);
        }
        return workspace
                .named(edit.name() == null ? workspace.name() : edit.name())
                .in(edit.timeZone() == null ? workspace.timeZone() : edit.timeZone())
                .on(edit.plan() == null ? workspace.plan() : edit.plan())
                .triedUntil(ends);
    }

    @Open
    @PostMapping("/{tenant}/password-resets")
    ResponseEntity<LinkView> resetPassword(
            HttpServletRequest request, @PathVariable String tenant, @RequestBody byte[] bytes) {
        var tenantId = TenantId.parse(tenant).orElseThrow(OperatorController::notFound);
        var body = JsonBody.parse(bytes);
        var email = BodyFields.email(body, "email");
        body.finish();
        var link = actingIn(tenantId, request, operator -> links.resetPassword(operator, email.value()))
                .orElseThrow(() -> Problems.notFound("Nobody active in this workspace has this e-mail address."));
        return ResponseEntity.status(HttpStatus.CREATED).body(link);
    }

    private <T> T actingIn(TenantId tenantId, HttpServletRequest request, Function<Caller, T> work) {
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
        return inTenant.call(operator, () -> work.apply(operator));
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
}
