package com.lealup.gateway.workspace;

import com.lealup.platform.idempotency.Idempotency;
import com.lealup.platform.identity.Caller;
import com.lealup.platform.identity.RequiresScope;
import com.lealup.platform.json.JsonBody;
import com.lealup.platform.pagination.Cursor;
import com.lealup.platform.pagination.Page;
import com.lealup.platform.pagination.PageRequest;
import com.lealup.platform.problem.Problems;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.util.Map;
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
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The people of the caller's workspace over HTTP. */
@RestController
@RequestMapping("/v1/users")
class UsersController {

    private static final String MERGE_PATCH = "application/merge-patch+json";

    private final Users users;
    private final InviteUser invite;
    private final ChangeUser change;
    private final Idempotency idempotency;
    private final TransactionTemplate transaction;

    UsersController(
            Users users,
            InviteUser invite,
            ChangeUser change,
            Idempotency idempotency,
            TransactionTemplate transaction) {
        this.users = users;
        this.invite = invite;
        this.change = change;
        this.idempotency = idempotency;
        this.transaction = transaction;
    }

    @RequiresScope("users:read")
    @GetMapping
    Page<UserView> list(
            Caller caller,
            PageRequest page,
            @RequestParam(name = "status", required = false) User.@Nullable Status status) {
        var before = page.cursor() == null ? null : page.cursor().ulid(0);
        var found = transaction.execute(_ -> users.list(caller.tenantId(), status, before, page.limitPlusOne()));
        return Page.of(found.stream().map(UserView::of).toList(), page.limit(), view -> Cursor.of(view.id()));
    }

    @RequiresScope("users:read")
    @GetMapping("/{id}")
    UserView one(Caller caller, @PathVariable String id) {
        return UserId.parse(id)
                .flatMap(userId -> transaction.execute(_ -> users.find(caller.tenantId(), userId)))
                .map(UserView::of)
                .orElseThrow(UserProblems::notFound);
    }

    @RequiresScope("users:write")
    @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<byte[]> invite(HttpServletRequest request, @RequestBody byte[] bytes, Caller caller) {
        var body = JsonBody.parse(bytes);
        var email = BodyFields.email(body, "email");
        var name = BodyFields.name(body, "name");
        var role = body.choice("role", Role.class).required();
        body.finish();
        var called = name.orDefault(email.value().localPart());
        return idempotency.executeForCallerOnly(
                request, bytes, () -> invited(invite.invite(caller, email.value(), called, role.value())));
    }

    private static ResponseEntity<?> invited(InviteUser.Outcome outcome) {
        return switch (outcome) {
            case InviteUser.Outcome.Invited(var user, var link) ->
                ResponseEntity.created(URI.create("/v1/users/" + user.id())).body(UserView.of(user, link));
            // Returned, not thrown: this answer is kept for the Idempotency-Key.
            case InviteUser.Outcome.Taken(var holder) ->
                Problems.duplicate(
                                "Somebody in this workspace has this address already: " + holder.id() + ", who is "
                                        + holder.status().text() + ".",
                                Map.of("user_id", holder.id().toString()))
                        .toResponse();
            case InviteUser.Outcome.BeyondOwnRole(var role) -> throw UserProblems.beyondOwnRole(role);
            case InviteUser.Outcome.TooMany(var wait) -> throw UserProblems.tooManyMails(wait);
        };
    }

    @RequiresScope("users:write")
    @PatchMapping(
            path = "/{id}",
            consumes = {MERGE_PATCH, MediaType.APPLICATION_JSON_VALUE})
    UserView edit(Caller caller, @PathVariable String id, @RequestBody byte[] bytes) {
        var userId = UserId.parse(id).orElseThrow(UserProblems::notFound);
        var body = JsonBody.parse(bytes);
        var name = BodyFields.name(body, "name");
        var role = body.choice("role", Role.class);
        // In a merge patch null clears a field, and these cannot be empty.
        if (body.has("name")) {
            name.required();
        }
        if (body.has("role")) {
            role.required();
        }
        body.finish();
        return UserView.of(
                changed(transaction.execute(_ -> change.edit(caller, userId, name.orElse(null), role.orElse(null)))));
    }

    @RequiresScope("users:write")
    @DeleteMapping("/{id}")
    ResponseEntity<Void> deactivate(Caller caller, @PathVariable String id) {
        var userId = UserId.parse(id).orElseThrow(UserProblems::notFound);
        changed(transaction.execute(_ -> change.deactivate(caller, userId)));
        return ResponseEntity.noContent().build();
    }

    @RequiresScope("users:write")
    @PostMapping("/{id}/reactivate")
    ResponseEntity<byte[]> reactivate(
            Caller caller,
            @PathVariable String id,
            HttpServletRequest request,
            @RequestBody(required = false) byte @Nullable [] body) {
        var userId = UserId.parse(id).orElseThrow(UserProblems::notFound);
        return idempotency.execute(
                request,
                body == null ? new byte[0] : body,
                () -> ResponseEntity.ok(UserView.of(changed(change.reactivate(caller, userId)))));
    }

    private static User changed(ChangeUser.Outcome outcome) {
        return switch (outcome) {
            case ChangeUser.Outcome.Changed(var user) -> user;
            case ChangeUser.Outcome.NotFound() -> throw UserProblems.notFound();
            case ChangeUser.Outcome.BeyondOwnRole(var role) -> throw UserProblems.beyondOwnRole(role);
            case ChangeUser.Outcome.LastAdmin() -> throw UserProblems.lastAdmin();
        };
    }
}
