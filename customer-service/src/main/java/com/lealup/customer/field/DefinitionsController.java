package com.lealup.customer.field;

import com.lealup.customer.field.DefineFields.Outcome;
import com.lealup.customer.precondition.IfNoneMatch;
import com.lealup.customer.precondition.Precondition;
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
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
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

/** Creates, shows, changes and deletes definitions of custom fields. */
@RestController
class DefinitionsController {

    private static final String MERGE_PATCH = "application/merge-patch+json";

    private final FieldDefinitions definitions;
    private final DefineFields define;
    private final Idempotency idempotency;

    DefinitionsController(FieldDefinitions definitions, DefineFields define, Idempotency idempotency) {
        this.definitions = definitions;
        this.define = define;
        this.idempotency = idempotency;
    }

    @PostMapping(path = "/v1/custom-fields", consumes = MediaType.APPLICATION_JSON_VALUE)
    @RequiresScope("customers:write")
    ResponseEntity<byte[]> create(
            @RequestBody(required = false) byte @Nullable [] bytes, HttpServletRequest request, Caller caller) {
        var sent = bytes == null ? new byte[0] : bytes;
        var body = JsonBody.parse(sent);
        var wanted = DefinitionBody.create(body);
        body.finish();
        return idempotency.execute(request, sent, () -> created(caller, wanted));
    }

    @GetMapping("/v1/custom-fields")
    @RequiresScope("customers:read")
    Page<FieldDefinition> list(PageRequest page, Caller caller) {
        var after = page.cursor() == null ? null : page.cursor().ulid(0);
        return Page.of(
                definitions.page(caller.tenantId(), after, page.limitPlusOne()),
                page.limit(),
                definition -> Cursor.of(definition.id()));
    }

    @GetMapping("/v1/custom-fields/{id}")
    @RequiresScope("customers:read")
    @Nullable
    ResponseEntity<FieldDefinition> show(@PathVariable String id, Caller caller, ServletWebRequest request) {
        var definition = DefinitionId.parse(id)
                .flatMap(known -> definitions.find(caller.tenantId(), known))
                .orElseThrow(DefinitionsController::notFound);
        return IfNoneMatch.answers(request, definition.etag()) ? null : shown(definition);
    }

    @PatchMapping(
            path = "/v1/custom-fields/{id}",
            consumes = {MERGE_PATCH, MediaType.APPLICATION_JSON_VALUE})
    @RequiresScope("customers:write")
    ResponseEntity<FieldDefinition> change(
            @PathVariable String id,
            @RequestBody(required = false) byte @Nullable [] bytes,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            Caller caller) {
        var definition = DefinitionId.parse(id).orElseThrow(DefinitionsController::notFound);
        var body = JsonBody.parse(bytes == null ? new byte[0] : bytes);
        var wanted = DefinitionBody.patch(body);
        body.finish();
        var outcome =
                define.change(caller, definition, Precondition.ifMatch(ifMatch), wanted.label(), wanted.options());
        return shown(done(outcome));
    }

    @DeleteMapping("/v1/custom-fields/{id}")
    @RequiresScope("customers:write")
    ResponseEntity<Void> delete(
            @PathVariable String id,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            Caller caller) {
        var definition = DefinitionId.parse(id).orElseThrow(DefinitionsController::notFound);
        done(define.delete(caller, definition, Precondition.ifMatch(ifMatch)));
        return ResponseEntity.noContent().build();
    }

    private ResponseEntity<?> created(Caller caller, DefinitionBody wanted) {
        var key = Objects.requireNonNull(wanted.key());
        var outcome = define.create(
                caller,
                key,
                Objects.requireNonNullElse(wanted.label(), key),
                Objects.requireNonNull(wanted.type()),
                Objects.requireNonNullElse(wanted.options(), List.of()));
        if (outcome instanceof Outcome.KeyTaken(DefinitionId other)) {
            // Returned, not thrown: this answer is kept for the Idempotency-Key.
            return keyTaken(other).toResponse();
        }
        var definition = done(outcome);
        return ResponseEntity.created(URI.create("/v1/custom-fields/" + definition.id()))
                .eTag(definition.etag())
                .body(definition);
    }

    private static FieldDefinition done(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Done(FieldDefinition definition) -> definition;
            case Outcome.NotFound none -> throw notFound();
            case Outcome.NotAllowed not ->
                throw Problems.of(
                        ProblemType.INSUFFICIENT_SCOPE,
                        "Custom fields are the whole workspace's: the roles admin and director define them.");
            case Outcome.Stale stale ->
                throw Problems.of(
                        ProblemType.PRECONDITION_FAILED, "The custom field has changed: If-Match is not its ETag.");
            case Outcome.TooMany many ->
                throw Problems.validation(
                        "", "too_many", "a workspace defines at most " + DefineFields.MOST + " custom fields");
            case Outcome.KeyTaken(DefinitionId other) -> throw keyTaken(other);
            case Outcome.WrongOptions wrong ->
                throw Problems.validation(
                        "/options", "invalid_value", "must be given for a DROPDOWN, and for nothing else");
        };
    }

    private static ResponseEntity<FieldDefinition> shown(FieldDefinition definition) {
        return ResponseEntity.ok().eTag(definition.etag()).body(definition);
    }

    private static ProblemException notFound() {
        return Problems.notFound("This workspace has no custom field with this id.");
    }

    private static ProblemException keyTaken(DefinitionId other) {
        return Problems.duplicate(
                "Custom field " + other + " of this workspace has this key already.",
                Map.of("custom_field_id", other.toString()));
    }
}
