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
 * Lets everybody pass and says how their workspace stands, so that whoever is refused by a later rule is told as well.
 * From here on the request is its workspace's and not its address's.
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
        var policy = policies.of(caller.tenantId());
        if (policy.isPresent()) {
            fields.write(response, limiter.look(policy.get(), caller.tenantId().value()));
        } else {
            RateLimitFields.clear(response);
        }
    }
}
