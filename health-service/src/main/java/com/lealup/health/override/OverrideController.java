package com.lealup.health.override;

import com.lealup.health.customer.CustomerKey;
import com.lealup.health.customer.ExistingCustomers;
import com.lealup.health.override.OverrideView.Author;
import com.lealup.platform.idempotency.Idempotency;
import com.lealup.platform.identity.Caller;
import com.lealup.platform.identity.RequiresScope;
import com.lealup.platform.json.JsonBody;
import com.lealup.platform.problem.Problems;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** {@code /v1/customers/{id}/health/override}: a person knows better, for a while. */
@RestController
@RequestMapping("/v1/customers/{id}/health/override")
class OverrideController {

    private static final Duration LONGEST = Duration.ofDays(90);

    private final ExistingCustomers customers;
    private final ScoreOverrides overrides;
    private final Idempotency idempotency;
    private final InstantSource clock;

    OverrideController(
            ExistingCustomers customers, ScoreOverrides overrides, Idempotency idempotency, InstantSource clock) {
        this.customers = customers;
        this.overrides = overrides;
        this.idempotency = idempotency;
        this.clock = clock;
    }

    @PostMapping
    @RequiresScope("health:write")
    ResponseEntity<byte[]> set(
            @PathVariable String id,
            @RequestBody(required = false) byte @Nullable [] body,
            HttpServletRequest request,
            Caller caller) {
        var bytes = body == null ? new byte[0] : body;
        var customer = customers.require(caller, id);
        return idempotency.execute(request, bytes, () -> set(caller, customer, JsonBody.parse(bytes)));
    }

    private ResponseEntity<OverrideView> set(Caller caller, CustomerKey customer, JsonBody body) {
        var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        var score = body.integer("score").required().range(0, 100);
        var reason = body.text("reason").required().notBlank().length(1, 500);
        var until = body.instant("expires_at")
                .required()
                .check(at -> at.isAfter(now), "in_the_past", "must be in the future")
                .check(at -> !at.isAfter(now.plus(LONGEST)), "out_of_range", "must be at most 90 days ahead");
        body.finish();
        var override = new OverrideView(
                Math.toIntExact(score.value()),
                reason.value(),
                new Author(caller.type().name().toLowerCase(Locale.ROOT), caller.principalId(), caller.name()),
                now,
                until.value().truncatedTo(ChronoUnit.MICROS));
        overrides.set(customer, override, now);
        return ResponseEntity.status(HttpStatus.CREATED).body(override);
    }

    @DeleteMapping
    @RequiresScope("health:write")
    ResponseEntity<Void> remove(@PathVariable String id, Caller caller) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        if (!overrides.remove(customers.require(caller, id), now)) {
            throw Problems.notFound("The score of this customer is not set by hand.");
        }
        return ResponseEntity.noContent().build();
    }
}
