package com.lealup.customer.account;

import com.fasterxml.jackson.annotation.JsonValue;
import com.lealup.platform.identity.Caller;
import com.lealup.platform.identity.Internal;
import com.lealup.platform.identity.TenantId;
import java.util.Locale;
import java.util.Optional;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** Tells other services at once about a customer that their own view has not heard of yet. */
@RestController
class InternalCustomersController {

    private final CustomerViews customers;

    InternalCustomersController(CustomerViews customers) {
        this.customers = customers;
    }

    @GetMapping("/internal/customers/{id}")
    @Internal(callers = {"ingest-service", "health-service"})
    Known known(@PathVariable String id, Caller caller) {
        return CustomerId.parse(id)
                .flatMap(customer -> state(caller.tenantId(), customer))
                .map(state -> new Known(id, state))
                .orElseThrow(ChangeProblems::notFound);
    }

    /** One that was erased is deleted for ever: late events for it are refused as such. */
    private Optional<State> state(TenantId tenant, CustomerId id) {
        var shown = customers.find(tenant, id);
        if (shown.isPresent()) {
            return Optional.of(shown.get().deletedAt() == null ? State.ACTIVE : State.DELETED);
        }
        return customers.erased(tenant, id) ? Optional.of(State.DELETED) : Optional.empty();
    }

    /** Whether a customer takes events. */
    record Known(String id, State state) {}

    /** Written in lower case. */
    enum State {
        ACTIVE,
        DELETED;

        @JsonValue
        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
