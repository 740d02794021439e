package com.lealup.webhook.delivery;

import com.lealup.platform.identity.Caller;
import com.lealup.platform.identity.RequiresScope;
import com.lealup.platform.problem.Problems;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

@RestController
class MetricsController {

    private final EndpointMetrics metrics;

    MetricsController(EndpointMetrics metrics) {
        this.metrics = metrics;
    }

    @GetMapping("/v1/webhook-subscriptions/{id}/metrics")
    @RequiresScope("webhooks:read")
    MetricsResponse show(@PathVariable String id, Caller caller) {
        return metrics.find(caller.tenantId(), id)
                .orElseThrow(() -> Problems.notFound("There is no such webhook subscription in this workspace."));
    }
}
