package com.lealup.gateway.limit;

import com.lealup.gateway.admission.AdmissionRule;
import com.lealup.platform.identity.Caller;
import com.lealup.platform.limit.RateLimitFields;
import com.lealup.platform.limit.RateLimiter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * Lets everybody pass: from here on the request is its workspace's and not its address's. Whoever is refused is told
 * how their workspace stands; who passes learns it when they are charged.
 */
@Component
@Order(5)
class StandingRule implements AdmissionRule {

    private final PlanPolicies policies;
    private final RateLimiter limiter;
    private final RateLimitFields fields;

    StandingRule(PlanPolicies policies, RateLimiter limiter, RateLimitFields fields) {
        this.policies = policies;
        this.limiter = limiter;
        this.fields = fields;
    }

    @Override
    public void check(HttpServletRequest request, HttpServletResponse response, Caller caller) {
        AddressFilter.prove(request);
    }

    @Override
    public void refused(HttpServletResponse response, Caller caller) {
        var policy = policies.of(caller.tenantId());
        if (policy.isPresent()) {
            fields.write(response, limiter.look(policy.get(), caller.tenantId().value()));
        } else {
            RateLimitFields.clear(response);
        }
    }
}
