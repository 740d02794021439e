package com.lealup.webhook.delivery;

import com.lealup.platform.idempotency.Idempotency;
import com.lealup.platform.identity.Caller;
import com.lealup.platform.identity.RequiresScope;
import com.lealup.platform.json.JsonBody;
import com.lealup.platform.problem.ProblemException;
import com.lealup.platform.problem.Problems;
import com.lealup.webhook.retention.Period;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

@RestController
class RecoveryController {

    private final Recoveries recoveries;
    private final Idempotency idempotency;
    private final InstantSource clock;

    RecoveryController(Recoveries recoveries, Idempotency idempotency, InstantSource clock) {
        this.recoveries = recoveries;
        this.idempotency = idempotency;
        this.clock = clock;
    }

    @PostMapping("/v1/webhook-subscriptions/{id}/recover")
    @RequiresScope("webhooks:write")
    ResponseEntity<byte[]> begin(
            @PathVariable String id,
            @RequestBody(required = false) byte @Nullable [] body,
            HttpServletRequest http,
            Caller caller) {
        var bytes = body == null ? new byte[0] : body;
        return idempotency.execute(http, bytes, () -> {
            var since = since(bytes);
            var wish = recoveries.begin(caller.tenantId(), id, since).orElseThrow(RecoveryController::noSubscription);
            return switch (wish) {
                case Recoveries.Wish.Running(var recovery) ->
                    ResponseEntity.accepted().body(recovery);
                case Recoveries.Wish.Refused() ->
                    throw Problems.conflict("A recovery of this subscription runs; wait until it is completed.");
            };
        });
    }

    @GetMapping("/v1/webhook-subscriptions/{id}/recoveries/{recovery_id}")
    @RequiresScope("webhooks:read")
    RecoveryResponse show(@PathVariable String id, @PathVariable("recovery_id") String recovery, Caller caller) {
        return recoveries
                .find(caller.tenantId(), id, recovery)
                .orElseThrow(() -> Problems.notFound("There is no such recovery in this workspace."));
    }

    private Instant since(byte[] bytes) {
        var body = JsonBody.parse(bytes);
        var now = clock.instant();
        var since = body.instant("since")
                .required()
                .check(
                        at -> !at.isAfter(now) && at.isAfter(now.minus(Period.KEPT)),
                        "invalid_value",
                        "must be within the last 30 days");
        body.finish();
        return since.value();
    }

    private static ProblemException noSubscription() {
        return Problems.notFound("There is no such webhook subscription in this workspace.");
    }
}
