package com.lealup.webhook.subscription;

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
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/v1/webhook-subscriptions")
class SubscriptionController {

    private static final String READ = "webhooks:read";
    private static final String WRITE = "webhooks:write";

    private final ManageSubscriptions subscriptions;
    private final SubscriptionBodies bodies;
    private final Idempotency idempotency;

    SubscriptionController(ManageSubscriptions subscriptions, SubscriptionBodies bodies, Idempotency idempotency) {
        this.subscriptions = subscriptions;
        this.bodies = bodies;
        this.idempotency = idempotency;
    }

    @PostMapping
    @RequiresScope(WRITE)
    ResponseEntity<byte[]> create(
            @RequestBody(required = false) byte @Nullable [] body, HttpServletRequest request, Caller caller) {
        var bytes = bytes(body);
        var wanted = bodies.readNewAhead(caller.tenantId(), bytes);
        return idempotency.executeWithSecrets(request, bytes, () -> {
            var subscription = wanted.get();
            return () -> created(caller, subscription);
        });
    }

    private ResponseEntity<?> created(Caller caller, SubscriptionBodies.New wanted) {
        var subscription = subscriptions
                .add(caller.tenantId(), wanted)
                .orElseThrow(() -> Problems.validation(
                        "",
                        "too_many_subscriptions",
                        "a workspace has at most " + ManageSubscriptions.MOST_OF_A_WORKSPACE + " subscriptions"));
        return ResponseEntity.created(URI.create("/v1/webhook-subscriptions/" + subscription.id()))
                .body(SubscriptionResponse.of(subscription, wanted.secret()));
    }

    @GetMapping
    @RequiresScope(READ)
    Page<SubscriptionResponse> list(PageRequest page, Caller caller) {
        var after = page.cursor() == null ? null : page.cursor().ulid(0);
        var rows = subscriptions.page(caller.tenantId(), after, page.limitPlusOne());
        return Page.of(rows, page.limit(), row -> Cursor.of(row.id())).map(SubscriptionResponse::of);
    }

    @GetMapping("/{id}")
    @RequiresScope(READ)
    SubscriptionResponse show(@PathVariable String id, Caller caller) {
        return subscriptions
                .find(caller.tenantId(), id(id))
                .map(SubscriptionResponse::of)
                .orElseThrow(SubscriptionController::notFound);
    }

    @PatchMapping("/{id}")
    @RequiresScope(WRITE)
    SubscriptionResponse edit(
            @PathVariable String id, @RequestBody(required = false) byte @Nullable [] body, Caller caller) {
        var edit = bodies.readEdit(caller.tenantId(), bytes(body));
        return subscriptions
                .edit(caller.tenantId(), id(id), edit)
                .map(SubscriptionResponse::of)
                .orElseThrow(SubscriptionController::notFound);
    }

    @PostMapping("/{id}/rotate-secret")
    @RequiresScope(WRITE)
    ResponseEntity<byte[]> rotateSecret(
            @PathVariable String id,
            @RequestBody(required = false) byte @Nullable [] body,
            HttpServletRequest request,
            Caller caller) {
        var bytes = bytes(body);
        return idempotency.executeWithSecrets(request, bytes, () -> {
            var own = bodies.readRotation(bytes);
            return () -> subscriptions
                    .changeSecret(caller.tenantId(), id(id), own)
                    .map(rotated ->
                            ResponseEntity.ok(SubscriptionResponse.of(rotated.subscription(), rotated.secret())))
                    .orElseThrow(SubscriptionController::notFound);
        });
    }

    @DeleteMapping("/{id}")
    @RequiresScope(WRITE)
    ResponseEntity<Void> remove(@PathVariable String id, Caller caller) {
        if (!subscriptions.remove(caller.tenantId(), id(id))) {
            throw notFound();
        }
        return ResponseEntity.noContent().build();
    }

    private static SubscriptionId id(String text) {
        return SubscriptionId.parse(text).orElseThrow(SubscriptionController::notFound);
    }

    private static ProblemException notFound() {
        return Problems.notFound("There is no such webhook subscription in this workspace.");
    }

    private static byte[] bytes(byte @Nullable [] body) {
        return body == null ? new byte[0] : body;
    }
}
