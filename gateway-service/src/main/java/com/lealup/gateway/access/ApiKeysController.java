package com.lealup.gateway.access;

import com.lealup.platform.environment.Environment;
import com.lealup.platform.idempotency.Idempotency;
import com.lealup.platform.identity.Caller;
import com.lealup.platform.identity.RequiresScope;
import com.lealup.platform.pagination.Cursor;
import com.lealup.platform.pagination.Page;
import com.lealup.platform.pagination.PageRequest;
import com.lealup.platform.problem.ProblemException;
import com.lealup.platform.problem.Problems;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.util.List;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** API keys over HTTP. */
@RestController
@RequestMapping("/v1/api-keys")
class ApiKeysController {

    private final ApiKeyBody bodies;
    private final ApiKeys keys;
    private final KnownKeys known;
    private final CreateApiKey create;
    private final RevokeApiKey revoke;
    private final Idempotency idempotency;
    private final TransactionTemplate transaction;
    private final String prefix;

    ApiKeysController(
            ApiKeyBody bodies,
            ApiKeys keys,
            KnownKeys known,
            CreateApiKey create,
            RevokeApiKey revoke,
            Idempotency idempotency,
            TransactionTemplate transaction,
            Environment environment) {
        this.bodies = bodies;
        this.keys = keys;
        this.known = known;
        this.create = create;
        this.revoke = revoke;
        this.idempotency = idempotency;
        this.transaction = transaction;
        this.prefix = ApiKeySecret.prefix(environment);
    }

    @RequiresScope("api_keys:write")
    @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<byte[]> create(HttpServletRequest request, @RequestBody byte[] body, Caller caller) {
        var wish = bodies.read(body);
        return idempotency.execute(request, body, () -> created(caller, wish));
    }

    private ResponseEntity<CreatedApiKeyView> created(Caller caller, NewApiKey wish) {
        return switch (create.create(caller.tenantId(), personBehind(caller), caller.scopes(), wish)) {
            case CreateApiKey.Outcome.Created created -> {
                var view = CreatedApiKeyView.of(created);
                yield ResponseEntity.created(URI.create(view.path())).body(view);
            }
            case CreateApiKey.Outcome.BeyondOwnScopes(var scope) -> throw Problems.insufficientScope(scope);
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
                .map(key -> ApiKeyView.of(key, prefix))
                .orElseThrow(ApiKeysController::notFound);
    }

    @RequiresScope("api_keys:write")
    @DeleteMapping("/{id}")
    ResponseEntity<Void> revoke(Caller caller, @PathVariable String id) {
        var keyId = KeyId.parse(id).orElseThrow(ApiKeysController::notFound);
        return switch (revoke.revoke(caller.tenantId(), caller.scopes(), keyId)) {
            case RevokeApiKey.Outcome.Revoked() -> ResponseEntity.noContent().build();
            case RevokeApiKey.Outcome.NotFound() -> throw notFound();
            case RevokeApiKey.Outcome.BeyondOwnScopes(var scope) -> throw Problems.insufficientScope(scope);
        };
    }

    /** A key that a key makes stands for the same person, and so can be stopped together with them. */
    private ApiKey.Creator personBehind(Caller caller) {
        return KeyId.parse(caller.principalId())
                .flatMap(known::find)
                .map(ApiKey::creator)
                .orElseThrow(() -> new IllegalStateException("The key of an authenticated caller is known"));
    }

    private List<ApiKeyView> views(List<ApiKey> found) {
        return found.stream().map(key -> ApiKeyView.of(key, prefix)).toList();
    }

    private static ProblemException notFound() {
        return Problems.notFound("There is no API key with this id.");
    }
}
