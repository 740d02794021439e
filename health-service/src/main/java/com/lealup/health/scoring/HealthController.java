package com.lealup.health.scoring;

import com.lealup.health.customer.ExistingCustomers;
import com.lealup.health.model.CurrentVersion;
import com.lealup.platform.identity.Caller;
import com.lealup.platform.identity.RequiresScope;
import java.time.InstantSource;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** {@code GET /v1/customers/{id}/health}. */
@RestController
class HealthController {

    private final ExistingCustomers customers;
    private final ShownScores scores;
    private final CurrentVersion models;
    private final InstantSource clock;

    HealthController(ExistingCustomers customers, ShownScores scores, CurrentVersion models, InstantSource clock) {
        this.customers = customers;
        this.scores = scores;
        this.models = models;
        this.clock = clock;
    }

    @GetMapping("/v1/customers/{id}/health")
    @RequiresScope("health:read")
    HealthView health(Caller caller, @PathVariable String id) {
        var customer = customers.require(caller, id);
        var now = clock.instant();
        return scores.find(customer, now)
                .map(shown -> HealthView.of(customer, shown))
                .orElseGet(() -> HealthView.beforeTheFirst(customer, models.modelOf(caller.tenantId()), now));
    }
}
