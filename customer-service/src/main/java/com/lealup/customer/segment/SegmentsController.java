package com.lealup.customer.segment;

import com.lealup.customer.precondition.IfNoneMatch;
import com.lealup.customer.precondition.Precondition;
import com.lealup.customer.segment.EditSegments.Outcome;
import com.lealup.platform.idempotency.Idempotency;
import com.lealup.platform.identity.Caller;
import com.lealup.platform.identity.RequiresScope;
import com.lealup.platform.json.JsonBody;
import com.lealup.platform.pagination.Cursor;
import com.lealup.platform.pagination.Page;
import com.lealup.platform.pagination.PageRequest;
import com.lealup.platform.problem.ProblemException;
import com.lealup.platform.problem.ProblemType;
import com.lealup.platform.problem.Problems;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.ServletWebRequest;

/** Creates, shows, changes and deletes segments. */
@RestController
class SegmentsController {

    private static final String MERGE_PATCH = "application/merge-patch+json";

    private final Segments segments;
    private final EditSegments edit;
    private final Idempotency idempotency;

    SegmentsController(Segments segments, EditSegments edit, Idempotency idempotency) {
        this.segments = segments;
        this.edit = edit;
        this.idempotency = idempotency;
    }

    @PostMapping(path = "/v1/segments", consumes = MediaType.APPLICATION_JSON_VALUE)
    @RequiresScope("segments:write")
    ResponseEntity<byte[]> create(
            @RequestBody(required = false) byte @Nullable [] bytes, HttpServletRequest request, Caller caller) {
        var sent = bytes == null ? new byte[0] : bytes;
        var body = JsonBody.parse(sent);
        var wanted = SegmentBody.create(body);
        body.finish();
        return idempotency.execute(request, sent, () -> created(caller, wanted));
    }

    @GetMapping("/v1/segments")
    @RequiresScope("segments:read")
    Page<Segment> list(PageRequest page, Caller caller) {
        var after = page.cursor() == null ? null : page.cursor().ulid(0);
        return Page.of(
                segments.page(caller.tenantId(), after, page.limitPlusOne()),
                page.limit(),
                segment -> Cursor.of(segment.id()));
    }

    @GetMapping("/v1/segments/{id}")
    @RequiresScope("segments:read")
    @Nullable
    ResponseEntity<Segment> show(@PathVariable String id, Caller caller, ServletWebRequest request) {
        var segment = SegmentId.parse(id)
                .flatMap(known -> segments.find(caller.tenantId(), known))
                .orElseThrow(SegmentsController::notFound);
        return IfNoneMatch.answers(request, segment.etag()) ? null : shown(segment);
    }

    @PatchMapping(
            path = "/v1/segments/{id}",
            consumes = {MERGE_PATCH, MediaType.APPLICATION_JSON_VALUE})
    @RequiresScope("segments:write")
    ResponseEntity<Segment> change(
            @PathVariable String id,
            @RequestBody(required = false) byte @Nullable [] bytes,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            Caller caller) {
        var segment = SegmentId.parse(id).orElseThrow(SegmentsController::notFound);
        var body = JsonBody.parse(bytes == null ? new byte[0] : bytes);
        var wanted = SegmentBody.patch(body);
        body.finish();
        return switch (changed(caller, segment, Precondition.ifMatch(ifMatch), wanted)) {
            case Outcome.Done(Segment after) -> shown(after);
            case Outcome.NotFound none -> throw notFound();
            case Outcome.Stale stale -> throw stale();
            case Outcome.TooMany many -> throw tooMany();
            case Outcome.NameTaken(SegmentId other) -> throw nameTaken(other);
        };
    }

    @DeleteMapping("/v1/segments/{id}")
    @RequiresScope("segments:write")
    ResponseEntity<Void> delete(
            @PathVariable String id,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            Caller caller) {
        var segment = SegmentId.parse(id).orElseThrow(SegmentsController::notFound);
        return switch (edit.delete(caller, segment, Precondition.ifMatch(ifMatch))) {
            case Outcome.Done(Segment before) -> ResponseEntity.noContent().build();
            case Outcome.NotFound none -> throw notFound();
            case Outcome.Stale stale -> throw stale();
            case Outcome.TooMany many -> throw tooMany();
            case Outcome.NameTaken(SegmentId other) -> throw nameTaken(other);
        };
    }

    private Outcome changed(Caller caller, SegmentId segment, Precondition precondition, SegmentBody wanted) {
        try {
            return edit.change(caller, segment, precondition, wanted.name(), wanted.filter());
        } catch (DuplicateKeyException e) {
            // Another segment got the name at the same moment; now that it has it, this one is told so.
            return edit.change(caller, segment, precondition, wanted.name(), wanted.filter());
        }
    }

    private ResponseEntity<?> created(Caller caller, SegmentBody wanted) {
        var name = Objects.requireNonNull(wanted.name());
        return switch (edit.create(caller, name, Objects.requireNonNull(wanted.filter()))) {
            case Outcome.Done(Segment segment) ->
                ResponseEntity.created(URI.create("/v1/segments/" + segment.id()))
                        .eTag(segment.etag())
                        .body(segment);
            case Outcome.NotFound none -> throw notFound();
            case Outcome.Stale stale -> throw stale();
            case Outcome.TooMany many -> throw tooMany();
            // Returned, not thrown: this answer is kept for the Idempotency-Key.
            case Outcome.NameTaken(SegmentId other) -> nameTaken(other).toResponse();
        };
    }

    private static ResponseEntity<Segment> shown(Segment segment) {
        return ResponseEntity.ok().eTag(segment.etag()).body(segment);
    }

    private static ProblemException notFound() {
        return Problems.notFound("This workspace has no segment with this id.");
    }

    private static ProblemException stale() {
        return Problems.of(ProblemType.PRECONDITION_FAILED, "The segment has changed: If-Match is not its ETag.");
    }

    private static ProblemException tooMany() {
        return Problems.validation("", "too_many", "a workspace has at most " + EditSegments.MOST + " segments");
    }

    private static ProblemException nameTaken(SegmentId other) {
        return Problems.duplicate(
                "Segment " + other + " of this workspace has this name already.",
                Map.of("segment_id", other.toString()));
    }
}
