package com.lealup.customer.account;

import com.lealup.customer.owner.Owner;
import com.lealup.customer.precondition.IfNoneMatch;
import com.lealup.customer.precondition.Precondition;
import com.lealup.platform.environment.Environment;
import com.lealup.platform.idempotency.Idempotency;
import com.lealup.platform.identity.Caller;
import com.lealup.platform.identity.RequiresScope;
import com.lealup.platform.json.JsonBody;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.ServletWebRequest;

/** Creates, shows and edits customers. */
@RestController
class CustomersController {

    private static final String MERGE_PATCH = "application/merge-patch+json";

    private final RegisterCustomer register;
    private final ChangeCustomer change;
    private final CustomerViews customers;
    private final OwnerCheck owners;
    private final Idempotency idempotency;
    private final Environment environment;
    private final Memberships memberships;

    CustomersController(
            RegisterCustomer register,
            ChangeCustomer change,
            CustomerViews customers,
            OwnerCheck owners,
            Idempotency idempotency,
            Environment environment,
            Memberships memberships) {
        this.register = register;
        this.change = change;
        this.customers = customers;
        this.owners = owners;
        this.idempotency = idempotency;
        this.environment = environment;
        this.memberships = memberships;
    }

    @PostMapping(path = "/v1/customers", consumes = MediaType.APPLICATION_JSON_VALUE)
    @RequiresScope("customers:write")
    ResponseEntity<byte[]> create(
            @RequestBody(required = false) byte @Nullable [] bytes, HttpServletRequest request, Caller caller) {
        var sent = bytes == null ? new byte[0] : bytes;
        var body = JsonBody.parse(sent);
        var edit = Ownership.of(caller).claim(CustomerBody.create(body, environment, caller));
        // A retry gets its first answer whatever has become of the owner and of the workspace's fields.
        var owner = owners.judge(body, edit, caller);
        return idempotency.execute(request, sent, () -> created(caller, edit, owner.get()));
    }

    private ResponseEntity<?> created(Caller caller, CustomerEdit edit, @Nullable Owner owner) {
        if (!Ownership.of(caller).mayCreateFor(owner)) {
            throw ChangeProblems.notForOthers();
        }
        return switch (register.register(caller, edit.toDetails(Nullables.map(owner, Owner::id)), owner)) {
            case Registration.Registered(CustomerView customer) ->
                ResponseEntity.created(URI.create("/v1/customers/" + customer.id()))
                        .eTag(customer.etag())
                        .body(memberships
                                .shown(caller.tenantId(), List.of(customer))
                                .getFirst());
            // Returned, not thrown: this answer is kept for the Idempotency-Key.
            case Registration.DomainTaken(CustomerId other) ->
                ChangeProblems.domainTaken(other).toResponse();
        };
    }

    @GetMapping("/v1/customers/{id}")
    @RequiresScope("customers:read")
    @Nullable
    ResponseEntity<CustomerView> show(@PathVariable String id, Caller caller, ServletWebRequest request) {
        var customer = CustomerId.parse(id)
                .flatMap(known -> customers.find(caller.tenantId(), known))
                .orElseThrow(ChangeProblems::notFound);
        if (IfNoneMatch.answers(request, customer.etag())) {
            return null;
        }
        return ResponseEntity.ok().eTag(customer.etag()).body(customer);
    }

    @PatchMapping(
            path = "/v1/customers/{id}",
            consumes = {MERGE_PATCH, MediaType.APPLICATION_JSON_VALUE})
    @RequiresScope("customers:write")
    ResponseEntity<CustomerView> edit(
            @PathVariable String id,
            @RequestBody(required = false) byte @Nullable [] bytes,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            Caller caller) {
        var customer = CustomerId.parse(id).orElseThrow(ChangeProblems::notFound);
        var body = JsonBody.parse(bytes == null ? new byte[0] : bytes);
        var edit = CustomerBody.patch(body, environment, caller);
        var precondition = Precondition.ifMatch(ifMatch);
        var owner = owners.owner(owners.finish(
                body,
                edit,
                caller,
                () -> change.refusal(caller, customer, precondition)
                        .ifPresent(refusal -> answer(refusal, caller, customer))));
        return answer(
                change.edit(caller, customer, precondition, edit, Nullables.map(owner, Owner::id)), caller, customer);
    }

    private ResponseEntity<CustomerView> answer(Change outcome, Caller caller, CustomerId customer) {
        return switch (outcome) {
            case Change.Changed done -> shown(caller, customer);
            case Change.Unchanged already -> shown(caller, customer);
            case Change.NotFound none -> throw ChangeProblems.notFound();
            case Change.NotTheirs foreign -> throw ChangeProblems.notTheirs();
            case Change.Stale stale -> throw ChangeProblems.stale();
            case Change.TooLarge large -> throw ChangeProblems.tooLarge();
            case Change.DomainTaken(CustomerId other) -> throw ChangeProblems.domainTaken(other);
        };
    }

    private ResponseEntity<CustomerView> shown(Caller caller, CustomerId id) {
        var customer = customers.find(caller.tenantId(), id).orElseThrow(ChangeProblems::notFound);
        return ResponseEntity.ok().eTag(customer.etag()).body(customer);
    }
}
