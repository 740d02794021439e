package com.lealup.gateway.limit;

import com.lealup.gateway.workspace.KnownWorkspaces;
import com.lealup.gateway.workspace.Plan;
import com.lealup.gateway.workspace.Workspace;
import com.lealup.platform.environment.Environment;
import com.lealup.platform.identity.TenantId;
import com.lealup.platform.limit.Limit;
import com.lealup.platform.limit.Policy;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** What a workspace may send by its plan. One whose record has not arrived yet has the smallest. */
@Component
class PlanPolicies {

    private static final Duration WINDOW = Duration.ofMinutes(1);
    private static final int HUNDRED = 100;

    private final KnownWorkspaces workspaces;
    private final Map<Plan, Policy> policies = new EnumMap<>(Plan.class);

    PlanPolicies(KnownWorkspaces workspaces, RequestLimitProperties properties, Environment environment) {
        this.workspaces = workspaces;
        var percent = switch (environment) {
            case TEST -> properties.testPercent();
            case LIVE -> HUNDRED;
        };
        for (var plan : Plan.values()) {
            quota(plan, properties.requestsPerMinute())
                    .map(quota -> policy(Math.max(1, quota * percent / HUNDRED), properties.burst()))
                    .ifPresent(policy -> policies.put(plan, policy));
        }
    }

    /** The policy of a workspace; empty when nothing limits it. */
    Optional<Policy> of(TenantId tenantId) {
        var plan = workspaces.find(tenantId).map(Workspace::plan).orElse(Plan.STARTER);
        return Optional.ofNullable(policies.get(plan));
    }

    private static Optional<Long> quota(Plan plan, RequestLimitProperties.PerMinute quotas) {
        return switch (plan) {
            case STARTER -> Optional.of(quotas.starter());
            case GROWTH -> Optional.of(quotas.growth());
            case SCALE -> Optional.of(quotas.scale());
            case ENTERPRISE -> Optional.of(quotas.enterprise());
            case UNLIMITED -> Optional.empty();
        };
    }

    private static Policy policy(long quota, Duration burst) {
        var atOnce = Math.max(1, quota * burst.toMillis() / WINDOW.toMillis());
        return Policy.of("requests", new Limit(quota, WINDOW, atOnce));
    }
}
