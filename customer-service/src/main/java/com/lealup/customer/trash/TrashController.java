package com.lealup.customer.trash;

import com.lealup.customer.account.Change;
import com.lealup.customer.account.ChangeCustomer;
import com.lealup.customer.account.ChangeProblems;
import com.lealup.customer.account.CustomerId;
import com.lealup.customer.account.CustomerViews;
import com.lealup.customer.precondition.Precondition;
import com.lealup.platform.idempotency.Idempotency;
import com.lealup.platform.identity.Caller;
import com.lealup.platform.identity.RequiresScope;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/** Into the trash and out of it. */
@RestController
class TrashController {

    private final ChangeCustomer change;
    private final CustomerViews customers;
    private final Idempotency idempotency;

    TrashController(ChangeCustomer change, CustomerViews customers, Idempotency idempotency) {
        this.change = change;
        this.customers = customers;
        this.idempotency = idempotency;
    }

    @DeleteMapping("/v1/customers/{id}")
    @RequiresScope("customers:write")
    ResponseEntity<Void> delete(
            @PathVariable String id,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            Caller caller) {
        var customer = CustomerId.parse(id).orElseThrow(ChangeProblems::notFound);
        return switch (change.delete(caller, customer, Precondition.ifMatch(ifMatch))) {
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
