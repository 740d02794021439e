package com.lealup.customer.account;

import com.fasterxml.jackson.annotation.JsonValue;
import com.lealup.platform.identity.Caller;
import com.lealup.platform.identity.Internal;
import java.util.Locale;
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
                .flatMap(customer -> customers.find(caller.tenantId(), customer))
                .map(customer -> new Known(customer.id(), customer.deletedAt() == null ? State.ACTIVE : State.DELETED))
                .orElseThrow(ChangeProblems::notFound);
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
