package com.lealup.gateway.deadletter;

import com.lealup.platform.id.Ulids;
import com.lealup.platform.idempotency.Idempotency;
import com.lealup.platform.identity.Caller;
import com.lealup.platform.identity.RequiresScope;
import com.lealup.platform.pagination.Cursor;
import com.lealup.platform.pagination.Page;
import com.lealup.platform.pagination.PageRequest;
import com.lealup.platform.problem.ProblemException;
import com.lealup.platform.problem.Problems;
import jakarta.servlet.http.HttpServletRequest;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** {@code /v1/dead-letters}: a workspace's own. */
@RestController
@RequestMapping("/v1/dead-letters")
class DeadLettersController {

    private final WorkspaceDeadLetters letters;
    private final Idempotency idempotency;

    DeadLettersController(WorkspaceDeadLetters letters, Idempotency idempotency) {
        this.letters = letters;
        this.idempotency = idempotency;
    }

    @RequiresScope(Caller.EVERYTHING)
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
        var found = letters.list(before, filter, page.limitPlusOne());
        return Page.of(found, page.limit(), letter -> Cursor.of(Ulids.format(letter.id())))
                .map(DeadLetterView::of);
    }

    @RequiresScope(Caller.EVERYTHING)
    @GetMapping("/{id}")
    DeadLetterView one(@PathVariable String id) {
        return letters.find(parsed(id)).map(DeadLetterView::of).orElseThrow(DeadLettersController::notFound);
    }

    @RequiresScope(Caller.EVERYTHING)
    @PostMapping("/{id}/redrive")
    ResponseEntity<byte[]> redrive(
            Caller caller,
            @PathVariable String id,
            HttpServletRequest request,
            @RequestBody(required = false) byte @Nullable [] body) {
        var letterId = parsed(id);
        return idempotency.execute(
                request,
                body == null ? new byte[0] : body,
                () -> ResponseEntity.accepted()
                        .body(letters.redrive(caller, letterId)
                                .map(DeadLetterView::of)
                                .orElseThrow(DeadLettersController::notFound)));
    }

    @RequiresScope(Caller.EVERYTHING)
    @DeleteMapping("/{id}")
    ResponseEntity<Void> dismiss(Caller caller, @PathVariable String id) {
        if (!letters.dismiss(caller, parsed(id))) {
            throw notFound();
        }
        return ResponseEntity.noContent().build();
    }

    private static UUID parsed(String id) {
        return Ulids.parse(id).orElseThrow(DeadLettersController::notFound);
    }

    private static ProblemException notFound() {
        return Problems.notFound("There is no dead letter with this id in this workspace.");
    }
}
