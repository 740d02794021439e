package com.lealup.webhook.delivery;

import com.lealup.platform.idempotency.Idempotency;
import com.lealup.platform.identity.Caller;
import com.lealup.platform.identity.RequiresScope;
import com.lealup.platform.json.Rfc3339;
import com.lealup.platform.pagination.Cursor;
import com.lealup.platform.pagination.Page;
import com.lealup.platform.pagination.PageRequest;
import com.lealup.platform.problem.ProblemException;
import com.lealup.platform.problem.Problems;
import com.lealup.webhook.catalogue.EventType;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
class DeliveryController {

    private static final String READ = "webhooks:read";
    private static final String WRITE = "webhooks:write";
    private static final Set<String> STATUSES =
            Set.of("pending", "succeeded", "failed", "cancelled", "missed", "available");

    private final Deliveries deliveries;
    private final SubscribedDeliveries subscribed;
    private final RequestDelivery request;
    private final Idempotency idempotency;

    DeliveryController(
            Deliveries deliveries, SubscribedDeliveries subscribed, RequestDelivery request, Idempotency idempotency) {
        this.deliveries = deliveries;
        this.subscribed = subscribed;
        this.request = request;
        this.idempotency = idempotency;
    }

    @GetMapping("/v1/webhook-subscriptions/{id}/deliveries")
    @RequiresScope(READ)
    Page<DeliveryResponse> list(
            @PathVariable String id,
            @RequestParam(required = false) @Nullable String status,
            @RequestParam(required = false) @Nullable String type,
            @RequestParam(required = false) @Nullable String since,
            @RequestParam(required = false) @Nullable String until,
            PageRequest page,
            Caller caller) {
        var narrowing = narrowing(status, type, time("since", since), time("until", until));
        var after = page.cursor() == null ? null : page.cursor().ulid(0);
        var rows = subscribed
                .page(caller.tenantId(), id, narrowing, after, page.limitPlusOne())
                .orElseThrow(DeliveryController::noSubscription);
        return Page.of(rows, page.limit(), row -> Cursor.of(row.id()));
    }

    @PostMapping("/v1/webhook-subscriptions/{id}/test")
    @RequiresScope(WRITE)
    ResponseEntity<byte[]> test(
            @PathVariable String id,
            @RequestBody(required = false) byte @Nullable [] body,
            HttpServletRequest http,
            Caller caller) {
        return idempotency.execute(
                http,
                bytes(body),
                () -> request.test(caller.tenantId(), id)
                        .flatMap(delivery -> deliveries.find(caller.tenantId(), delivery))
                        .map(delivery -> ResponseEntity.accepted().body(delivery))
                        .orElseThrow(DeliveryController::noSubscription));
    }

    @GetMapping("/v1/webhook-deliveries/{id}")
    @RequiresScope(READ)
    DeliveryResponse.Full show(@PathVariable String id, Caller caller) {
        return deliveries.find(caller.tenantId(), id(id)).orElseThrow(DeliveryController::noDelivery);
    }

    @PostMapping("/v1/webhook-deliveries/{id}/retry")
    @RequiresScope(WRITE)
    ResponseEntity<byte[]> retry(
            @PathVariable String id,
            @RequestBody(required = false) byte @Nullable [] body,
            HttpServletRequest http,
            Caller caller) {
        var delivery = id(id);
        return idempotency.execute(http, bytes(body), () -> {
            switch (request.retry(caller.tenantId(), delivery)) {
                case ERASED ->
                    throw Problems.conflict("What this delivery said is erased with the customer it was about.");
                case POLLED -> throw Problems.conflict("Its receiver polls: ask again with an earlier cursor.");
                case TAKEN -> {}
            }
            return deliveries
                    .find(caller.tenantId(), delivery)
                    .map(found -> ResponseEntity.accepted().body(found))
                    .orElseThrow(DeliveryController::noDelivery);
        });
    }

    private static Deliveries.Narrowing narrowing(
            @Nullable String status, @Nullable String type, @Nullable Instant since, @Nullable Instant until) {
        if (status != null && !STATUSES.contains(status)) {
            throw Problems.validation(
                    "?status", "invalid_value", "must be pending, succeeded, failed, cancelled, missed or available");
        }
        if (type != null && EventType.parse(type).isEmpty()) {
            throw Problems.validation("?type", "invalid_value", "must be a type of GET /v1/webhook-events");
        }
        return new Deliveries.Narrowing(status, type, since, until);
    }

    private static @Nullable Instant time(String name, @Nullable String text) {
        return text == null
                ? null
                : Rfc3339.parse(text)
                        .orElseThrow(() -> Problems.validation(
                                "?" + name,
                                "invalid_format",
                                "must be a time with its zone such as 2026-04-15T14:25:00Z"));
    }

    private static DeliveryId id(String text) {
        return DeliveryId.parse(text).orElseThrow(DeliveryController::noDelivery);
    }

    private static ProblemException noDelivery() {
        return Problems.notFound("There is no such webhook delivery in this workspace.");
    }

    private static ProblemException noSubscription() {
        return Problems.notFound("There is no such webhook subscription in this workspace.");
    }

    private static byte[] bytes(byte @Nullable [] body) {
        return body == null ? new byte[0] : body;
    }
}
