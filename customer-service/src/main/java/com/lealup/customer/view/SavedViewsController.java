package com.lealup.customer.view;

import com.lealup.customer.listing.ListQueries;
import com.lealup.platform.idempotency.Idempotency;
import com.lealup.platform.identity.Caller;
import com.lealup.platform.identity.RequiresScope;
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
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/**
 * Creates, shows, changes and deletes saved views. Whoever reads customers keeps views; who defines segments shares
 * them.
 */
@RestController
class SavedViewsController {

    private static final String MERGE_PATCH = "application/merge-patch+json";
    private static final String SHARES = "segments:write";

    private final SavedViews views;
    private final ListQueries queries;
    private final Idempotency idempotency;
    private final InstantSource clock;

    SavedViewsController(SavedViews views, ListQueries queries, Idempotency idempotency, InstantSource clock) {
        this.views = views;
        this.queries = queries;
        this.idempotency = idempotency;
        this.clock = clock;
    }

    @PostMapping(path = "/v1/saved-views", consumes = MediaType.APPLICATION_JSON_VALUE)
    @RequiresScope("customers:read")
    ResponseEntity<byte[]> create(
            @RequestBody(required = false) byte @Nullable [] bytes, HttpServletRequest request, Caller caller) {
        var sent = bytes == null ? new byte[0] : bytes;
        var body = JsonBody.parse(sent);
        var wanted = ViewBody.create(body, query -> queries.check(caller.tenantId(), query));
        body.finish();
        requireSharing(caller, Boolean.TRUE.equals(wanted.shared()));
        return idempotency.execute(request, sent, () -> created(caller, wanted));
    }

    @GetMapping("/v1/saved-views")
    @RequiresScope("customers:read")
    Page<SavedView> list(PageRequest page, Caller caller) {
        var after = page.cursor() == null ? null : page.cursor().ulid(0);
        return Page.of(
                views.page(caller.tenantId(), ViewOwner.of(caller), after, page.limitPlusOne()),
                page.limit(),
                view -> Cursor.of(view.id()));
    }

    @GetMapping("/v1/saved-views/{id}")
    @RequiresScope("customers:read")
    SavedView show(@PathVariable String id, Caller caller) {
        return require(caller, id);
    }

    @PatchMapping(
            path = "/v1/saved-views/{id}",
            consumes = {MERGE_PATCH, MediaType.APPLICATION_JSON_VALUE})
    @RequiresScope("customers:read")
    SavedView change(@PathVariable String id, @RequestBody(required = false) byte @Nullable [] bytes, Caller caller) {
        var body = JsonBody.parse(bytes == null ? new byte[0] : bytes);
        var wanted = ViewBody.patch(body, query -> queries.check(caller.tenantId(), query));
        body.finish();
        var before = require(caller, id);
        var after = new SavedView(
                before.id(),
                before.ownerId(),
                wanted.shared() == null ? before.shared() : wanted.shared(),
                wanted.name() == null ? before.name() : wanted.name(),
                wanted.query() == null ? before.query() : wanted.query(),
                before.createdAt(),
                now());
        requireSharing(caller, before.shared() || after.shared());
        views.update(caller.tenantId(), after);
        return after;
    }

    @DeleteMapping("/v1/saved-views/{id}")
    @RequiresScope("customers:read")
    ResponseEntity<Void> delete(@PathVariable String id, Caller caller) {
        var view = require(caller, id);
        requireSharing(caller, view.shared() && !view.ownerId().equals(ViewOwner.of(caller)));
        views.delete(caller.tenantId(), view.id());
        return ResponseEntity.noContent().build();
    }

    private ResponseEntity<?> created(Caller caller, ViewBody wanted) {
        var now = now();
        var view = new SavedView(
                ViewId.next(),
                ViewOwner.of(caller),
                Boolean.TRUE.equals(wanted.shared()),
                Objects.requireNonNull(wanted.name()),
                Objects.requireNonNull(wanted.query()),
                now,
                now);
        if (!views.insert(caller.tenantId(), view)) {
            throw Problems.validation("", "too_many", "one keeps at most " + SavedViews.MOST + " saved views");
        }
        return ResponseEntity.created(URI.create("/v1/saved-views/" + view.id()))
                .body(view);
    }

    private SavedView require(Caller caller, String id) {
        return ViewId.parse(id)
                .flatMap(view -> views.find(caller.tenantId(), ViewOwner.of(caller), view))
                .orElseThrow(SavedViewsController::notFound);
    }

    private static void requireSharing(Caller caller, boolean shared) {
        if (shared && !caller.may(SHARES)) {
            throw Problems.insufficientScope(SHARES);
        }
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    private static ProblemException notFound() {
        return Problems.notFound("You have no saved view with this id.");
    }
}
