package com.lealup.customer.trash;

import com.lealup.customer.account.Change;
import com.lealup.customer.account.ChangeCustomer;
import com.lealup.customer.account.ChangeProblems;
import com.lealup.customer.account.CustomerId;
import com.lealup.customer.account.CustomerViews;
import com.lealup.customer.erasure.EraseCustomer;
import com.lealup.customer.erasure.Erasure;
import com.lealup.customer.precondition.Precondition;
import com.lealup.platform.idempotency.Idempotency;
import com.lealup.platform.identity.Caller;
import com.lealup.platform.identity.RequiresScope;
import com.lealup.platform.problem.FieldError;
import com.lealup.platform.problem.Problems;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Into the trash, out of it, and beyond it. */
@RestController
class TrashController {

    private final ChangeCustomer change;
    private final EraseCustomer erase;
    private final CustomerViews customers;
    private final Idempotency idempotency;

    TrashController(ChangeCustomer change, EraseCustomer erase, CustomerViews customers, Idempotency idempotency) {
        this.change = change;
        this.erase = erase;
        this.customers = customers;
        this.idempotency = idempotency;
    }

    @DeleteMapping("/v1/customers/{id}")
    @RequiresScope("customers:write")
    ResponseEntity<?> delete(
            @PathVariable String id,
            @RequestParam(required = false) @Nullable String hard,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            Caller caller) {
        var forGood = truth(hard);
        var customer = CustomerId.parse(id).orElseThrow(ChangeProblems::notFound);
        var precondition = Precondition.ifMatch(ifMatch);
        return forGood ? erased(caller, customer, precondition) : discarded(caller, customer, precondition);
    }

    private ResponseEntity<?> erased(Caller caller, CustomerId customer, Precondition precondition) {
        if (!caller.may(Caller.EVERYTHING)) {
            throw Problems.insufficientScope(Caller.EVERYTHING);
        }
        return switch (erase.erase(caller, customer, precondition)) {
            case EraseCustomer.Outcome.Accepted(Erasure proof) ->
                ResponseEntity.accepted()
                        .location(URI.create("/v1/erasures/" + proof.id()))
                        .body(proof);
            case EraseCustomer.Outcome.NotFound none -> throw ChangeProblems.notFound();
            case EraseCustomer.Outcome.Stale stale -> throw ChangeProblems.stale();
        };
    }

    private ResponseEntity<?> discarded(Caller caller, CustomerId customer, Precondition precondition) {
        return switch (change.delete(caller, customer, precondition)) {
            case Change.Changed done -> ResponseEntity.noContent().build();
            case Change.Unchanged already -> ResponseEntity.noContent().build();
            case Change.NotFound none -> throw ChangeProblems.notFound();
            case Change.NotTheirs foreign -> throw ChangeProblems.notTheirs();
            case Change.Stale stale -> throw ChangeProblems.stale();
            case Change.TooLarge large -> throw ChangeProblems.tooLarge();
            case Change.DomainTaken(CustomerId other) -> throw ChangeProblems.domainTaken(other);
        };
    }

    @PostMapping("/v1/customers/{id}/restore")
    @RequiresScope("customers:write")
    ResponseEntity<byte[]> restore(
            @PathVariable String id,
            @RequestBody(required = false) byte @Nullable [] body,
            HttpServletRequest request,
            Caller caller) {
        var customer = CustomerId.parse(id).orElseThrow(ChangeProblems::notFound);
        return idempotency.execute(request, body == null ? new byte[0] : body, () -> restored(caller, customer));
    }

    private static boolean truth(@Nullable String hard) {
        return switch (hard) {
            case null -> false;
            case "false" -> false;
            case "true" -> true;
            default ->
                throw Problems.validation(
                        List.of(FieldError.ofQuery("hard", "invalid_value", "must be true or false")));
        };
    }

    private ResponseEntity<?> restored(Caller caller, CustomerId customer) {
        return switch (change.restore(caller, customer)) {
            case Change.Changed done -> shown(caller, customer);
            case Change.Unchanged already -> shown(caller, customer);
            case Change.NotFound none -> throw ChangeProblems.notFound();
            case Change.NotTheirs foreign -> throw ChangeProblems.notTheirs();
            case Change.Stale stale -> throw ChangeProblems.stale();
            case Change.TooLarge large -> throw ChangeProblems.tooLarge();
            // Returned, not thrown: this answer is kept for the Idempotency-Key.
            case Change.DomainTaken(CustomerId other) ->
                ChangeProblems.domainTaken(other).toResponse();
        };
    }

    private ResponseEntity<?> shown(Caller caller, CustomerId customer) {
        var view = customers.find(caller.tenantId(), customer).orElseThrow(ChangeProblems::notFound);
        return ResponseEntity.ok().eTag(view.etag()).body(view);
    }
}
