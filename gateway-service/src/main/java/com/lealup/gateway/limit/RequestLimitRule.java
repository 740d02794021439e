package com.lealup.gateway.limit;

import com.lealup.gateway.admission.AdmissionRule;
import com.lealup.platform.identity.Caller;
import com.lealup.platform.limit.Charge;
import com.lealup.platform.limit.RateLimitFields;
import com.lealup.platform.limit.RateLimiter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Charges a workspace one token for each request that every earlier rule let pass. */
@Component
@Order(30)
class RequestLimitRule implements AdmissionRule {

    private final PlanPolicies policies;
    private final RateLimiter limiter;
    private final RateLimitFields fields;

    RequestLimitRule(PlanPolicies policies, RateLimiter limiter, RateLimitFields fields) {
        this.policies = policies;
        this.limiter = limiter;
        this.fields = fields;
    }

    @Override
    public void check(HttpServletRequest request, HttpServletResponse response, Caller caller) {
        var policy = policies.of(caller.tenantId());
        if (policy.isEmpty()) {
            RateLimitFields.clear(response);
            return;
        }
        var charge = limiter.charge(policy.get(), caller.tenantId().value(), 1);
        fields.write(response, charge.standing());
        if (charge instanceof Charge.Refused(var standing)) {
            throw RateLimitFields.refusal(
                    standing,
                    "This workspace may send " + standing.policy().limit().quota()
                            + " requests a minute and has sent them. The next one passes in "
                            + standing.resetSeconds() + " s.");
        }
    }
}
