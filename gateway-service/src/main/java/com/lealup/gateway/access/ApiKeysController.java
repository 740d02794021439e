package com.lealup.gateway.access;

import com.lealup.platform.environment.Environment;
import com.lealup.platform.idempotency.Idempotency;
import com.lealup.platform.identity.Caller;
import com.lealup.platform.identity.RequiresScope;
import com.lealup.platform.pagination.Cursor;
import com.lealup.platform.pagination.Page;
import com.lealup.platform.pagination.PageRequest;
import com.lealup.platform.problem.ProblemException;
import com.lealup.platform.problem.ProblemType;
import com.lealup.platform.problem.Problems;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** API keys over HTTP. */
@RestController
@RequestMapping("/v1/api-keys")
class ApiKeysController {

    private static final String MERGE_PATCH = "application/merge-patch+json";

    private final ApiKeyBody bodies;
    private final ApiKeys keys;
    private final Principals principals;
    private final CreateApiKey create;
    private final ChangeApiKey change;
    private final RotateApiKey rotate;
    private final RevokeApiKey revoke;
    private final Idempotency idempotency;
    private final TransactionTemplate transaction;
    private final String prefix;

    ApiKeysController(
            ApiKeyBody bodies,
            ApiKeys keys,
            Principals principals,
            CreateApiKey create,
            ChangeApiKey change,
            RotateApiKey rotate,
            RevokeApiKey revoke,
            Idempotency idempotency,
            TransactionTemplate transaction,
            Environment environment) {
        this.bodies = bodies;
        this.keys = keys;
        this.principals = principals;
        this.create = create;
        this.change = change;
        this.rotate = rotate;
        this.revoke = revoke;
        this.idempotency = idempotency;
        this.transaction = transaction;
        this.prefix = ApiKeySecret.prefix(environment);
    }

    @RequiresScope("api_keys:write")
    @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<byte[]> create(HttpServletRequest request, @RequestBody byte[] body, Caller caller) {
        var wish = bodies.read(body);
        return idempotency.executeForCallerOnly(request, body, () -> created(caller, wish));
    }

    private ResponseEntity<CreatedApiKeyView> created(Caller caller, NewApiKey wish) {
        var person = principals.personBehind(caller);
        return switch (create.create(caller.tenantId(), person, principals.powerOf(caller), wish)) {
            case CreateApiKey.Outcome.Created created -> created(CreatedApiKeyView.of(created));
            case CreateApiKey.Outcome.BeyondOwnScopes(var scope) -> throw Problems.insufficientScope(scope);
            case CreateApiKey.Outcome.BeyondOwnNetworks() -> throw beyondOwnNetworks();
            case CreateApiKey.Outcome.CreatorGone() ->
                throw Problems.unauthenticated("The person behind this caller is no longer active in the workspace.");
        };
    }

    @RequiresScope("api_keys:read")
    @GetMapping
    Page<ApiKeyView> list(Caller caller, PageRequest page) {
        return transaction.execute(_ -> {
            var before = page.cursor() == null ? null : new KeyId(page.cursor().ulid(0));
            var found = keys.list(caller.tenantId(), before, page.limitPlusOne());
            return Page.of(views(found), page.limit(), view -> Cursor.of(view.id()));
        });
    }

    @RequiresScope("api_keys:read")
    @GetMapping("/{id}")
    ApiKeyView one(Caller caller, @PathVariable String id) {
        return KeyId.parse(id)
                .flatMap(keyId -> transaction.execute(_ -> keys.find(caller.tenantId(), keyId)))
                .map(stored -> ApiKeyView.of(stored, prefix))
                .orElseThrow(ApiKeysController::notFound);
    }

    @RequiresScope("api_keys:write")
    @PatchMapping(
            path = "/{id}",
            consumes = {MERGE_PATCH, MediaType.APPLICATION_JSON_VALUE})
    ApiKeyView change(Caller caller, @PathVariable String id, @RequestBody byte[] body) {
        var patch = bodies.readPatch(body);
        return switch (change.change(caller, principals.powerOf(caller), keyId(id), patch)) {
            case ChangeApiKey.Outcome.Changed(var stored) -> ApiKeyView.of(stored, prefix);
            case ChangeApiKey.Outcome.NotFound() -> throw notFound();
            case ChangeApiKey.Outcome.Ended() -> throw ended();
            case ChangeApiKey.Outcome.BeyondOwnScopes(var scope) -> throw Problems.insufficientScope(scope);
            case ChangeApiKey.Outcome.BeyondOwnNetworks() -> throw beyondOwnNetworks();
        };
    }

    /** The body may be left away: what it says has defaults. */
    @RequiresScope("api_keys:write")
    @PostMapping(path = "/{id}/rotate", consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<byte[]> rotate(
            HttpServletRequest request,
            Caller caller,
            @PathVariable String id,
            @RequestBody(required = false) byte @Nullable [] body) {
        var bytes = body == null ? "{}".getBytes(StandardCharsets.UTF_8) : body;
        var wish = bodies.readRotation(bytes);
        var keyId = keyId(id);
        return idempotency.executeForCallerOnly(request, bytes, () -> rotated(caller, keyId, wish));
    }

    private ResponseEntity<CreatedApiKeyView> rotated(Caller caller, KeyId id, Rotation wish) {
        return switch (rotate.rotate(caller, principals.powerOf(caller), id, wish)) {
            case RotateApiKey.Outcome.Rotated(var successor, var secret) ->
                created(CreatedApiKeyView.of(successor, secret));
            case RotateApiKey.Outcome.NotFound() -> throw notFound();
            case RotateApiKey.Outcome.Ended() -> throw ended();
            case RotateApiKey.Outcome.Superseded(var successor) ->
                throw Problems.conflict(
                        "This key was rotated before; rotate the key that replaced it, " + successor + ".");
            case RotateApiKey.Outcome.BeyondOwnScopes(var scope) -> throw Problems.insufficientScope(scope);
            case RotateApiKey.Outcome.BeyondOwnNetworks() -> throw beyondOwnNetworks();
        };
    }

    @RequiresScope("api_keys:write")
    @DeleteMapping("/{id}")
    ResponseEntity<Void> revoke(Caller caller, @PathVariable String id) {
        return switch (revoke.revoke(caller, principals.powerOf(caller), keyId(id))) {
            case RevokeApiKey.Outcome.Revoked() -> ResponseEntity.noContent().build();
            case RevokeApiKey.Outcome.NotFound() -> throw notFound();
            case RevokeApiKey.Outcome.BeyondOwnScopes(var scope) -> throw Problems.insufficientScope(scope);
        };
    }

    private static ResponseEntity<CreatedApiKeyView> created(CreatedApiKeyView view) {
        return ResponseEntity.created(URI.create(view.path())).body(view);
    }

    private List<ApiKeyView> views(List<StoredApiKey> found) {
        return found.stream().map(stored -> ApiKeyView.of(stored, prefix)).toList();
    }

    private static KeyId keyId(String id) {
        return KeyId.parse(id).orElseThrow(ApiKeysController::notFound);
    }

    private static ProblemException notFound() {
        return Problems.notFound("There is no API key with this id.");
    }

    private static ProblemException ended() {
        return Problems.conflict("This key was revoked or has expired. Create a new one.");
    }

    private static ProblemException beyondOwnNetworks() {
        return Problems.of(
                ProblemType.ADDRESS_NOT_ALLOWED,
                "The key that asks has an allow-list, and cannot give another key more addresses than its own.");
    }
}
