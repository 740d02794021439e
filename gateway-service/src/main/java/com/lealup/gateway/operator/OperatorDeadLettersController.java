package com.lealup.gateway.operator;

import com.lealup.gateway.deadletter.AllDeadLetters;
import com.lealup.gateway.deadletter.DeadLetterFilter;
import com.lealup.gateway.deadletter.DeadLetterView;
import com.lealup.gateway.deadletter.ListedDeadLetter;
import com.lealup.gateway.deadletter.WorkspaceDeadLetters;
import com.lealup.gateway.workspace.InTenant;
import com.lealup.platform.id.Ulids;
import com.lealup.platform.identity.Caller;
import com.lealup.platform.identity.Open;
import com.lealup.platform.identity.PrincipalType;
import com.lealup.platform.identity.TenantId;
import com.lealup.platform.pagination.Cursor;
import com.lealup.platform.pagination.Page;
import com.lealup.platform.pagination.PageRequest;
import com.lealup.platform.problem.ProblemException;
import com.lealup.platform.problem.Problems;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * The dead letters of all workspaces, and those of none. What the operator does to a workspace's is done in that
 * workspace, so that its audit log says so. {@link OperatorFilter} has checked the token, hence {@link Open}.
 */
@RestController
@RequestMapping("/operator/dead-letters")
class OperatorDeadLettersController {

    private final AllDeadLetters all;
    private final WorkspaceDeadLetters ofWorkspace;
    private final InTenant inTenant;

    OperatorDeadLettersController(AllDeadLetters all, WorkspaceDeadLetters ofWorkspace, InTenant inTenant) {
        this.all = all;
        this.ofWorkspace = ofWorkspace;
        this.inTenant = inTenant;
    }

    @Open
    @GetMapping
    Page<DeadLetterView> list(
            @RequestParam(required = false) ListedDeadLetter.@Nullable State state,
            @RequestParam(required = false) @Nullable String service,
            @RequestParam(required = false) @Nullable String topic,
            @RequestParam(required = false) @Nullable String cause,
            @RequestParam(required = false) @Nullable String since,
            PageRequest page) {
        var filter = DeadLetterFilter.read(state, service, topic, cause, since);
        var before = page.cursor() == null ? null : page.cursor().ulid(0);
        var found = all.list(before, filter, page.limitPlusOne());
        return Page.of(found, page.limit(), letter -> Cursor.of(Ulids.format(letter.id())))
                .map(DeadLetterView::of);
    }

    @Open
    @PostMapping("/{id}/redrive")
    ResponseEntity<DeadLetterView> redrive(HttpServletRequest request, @PathVariable String id) {
        var letterId = parsed(id);
        var letter = handle(
                letterId, request, operator -> ofWorkspace.redrive(operator, letterId), () -> all.redrive(letterId));
        return ResponseEntity.accepted()
                .body(letter.map(DeadLetterView::of).orElseThrow(OperatorDeadLettersController::notFound));
    }

    @Open
    @DeleteMapping("/{id}")
    ResponseEntity<Void> dismiss(HttpServletRequest request, @PathVariable String id) {
        var letterId = parsed(id);
        if (!handle(
                letterId, request, operator -> ofWorkspace.dismiss(operator, letterId), () -> all.dismiss(letterId))) {
            throw notFound();
        }
        return ResponseEntity.noContent().build();
    }

    private <T> T handle(UUID id, HttpServletRequest request, Function<Caller, T> inItsWorkspace, Supplier<T> inNone) {
        Optional<TenantId> tenant = all.find(id).map(ListedDeadLetter::tenant);
        if (tenant.isEmpty()) {
            return inNone.get();
        }
        var operator = new Caller(
                tenant.get(),
                "operator",
                PrincipalType.OPERATOR,
                "operator",
                "",
                null,
                Set.of(Caller.EVERYTHING),
                request.getRemoteAddr(),
                "");
        return inTenant.call(operator, () -> inItsWorkspace.apply(operator));
    }

    private static UUID parsed(String id) {
        return Ulids.parse(id).orElseThrow(OperatorDeadLettersController::notFound);
    }

    private static ProblemException notFound() {
        return Problems.notFound("There is no dead letter with this id.");
    }
}
