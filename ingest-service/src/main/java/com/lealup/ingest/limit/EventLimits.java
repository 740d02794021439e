package com.lealup.ingest.limit;

import com.lealup.ingest.batch.Lane;
import com.lealup.platform.environment.Environment;
import com.lealup.platform.identity.TenantId;
import com.lealup.platform.limit.Charge;
import com.lealup.platform.limit.Limit;
import com.lealup.platform.limit.Policy;
import com.lealup.platform.limit.RateLimiter;
import com.lealup.platform.limit.Standing;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * Charges a workspace for events that are about to be stored. Each lane has a bucket of its own: history takes nothing
 * away from what happens now.
 */
@Component
public class EventLimits {

    private static final Duration WINDOW = Duration.ofMinutes(1);
    private static final int HUNDRED = 100;

    private final WorkspaceListener workspaces;
    private final RateLimiter limiter;
    private final Map<Plan, Map<Lane, Policy>> policies = new EnumMap<>(Plan.class);

    EventLimits(
            WorkspaceListener workspaces,
            RateLimiter limiter,
            EventLimitProperties properties,
            Environment environment) {
        this.workspaces = workspaces;
        this.limiter = limiter;
        var percent = switch (environment) {
            case TEST -> properties.testPercent();
            case LIVE -> HUNDRED;
        };
        for (var plan : Plan.values()) {
            quota(plan, properties.eventsPerMinute())
                    .map(quota -> lanes(Math.max(1, quota * percent / HUNDRED), properties.burst()))
                    .ifPresent(lanes -> policies.put(plan, lanes));
        }
    }

    /** How the workspace stands; empty when nothing limits it. */
    public Optional<Standing> standing(TenantId tenantId, Lane lane) {
        return policy(tenantId, lane).map(policy -> limiter.look(policy, tenantId.value()));
    }

    /** Takes as many tokens as there are events, or none; empty when nothing limits the workspace. */
    public Optional<Charge> charge(TenantId tenantId, Lane lane, int events) {
        return events == 0
                ? Optional.empty()
                : policy(tenantId, lane).map(policy -> limiter.charge(policy, tenantId.value(), events));
    }

    /** Gives back what was taken for events that were not stored. */
    public void giveBack(TenantId tenantId, Lane lane, int events) {
        policy(tenantId, lane).ifPresent(policy -> limiter.giveBack(policy, tenantId.value(), events));
    }

    private Optional<Policy> policy(TenantId tenantId, Lane lane) {
        return Optional.ofNullable(policies.get(workspaces.planOf(tenantId.value())))
                .map(lanes -> lanes.get(lane));
    }

    private static Optional<Long> quota(Plan plan, EventLimitProperties.PerMinute quotas) {
        return switch (plan) {
            case STARTER -> Optional.of(quotas.starter());
            case GROWTH -> Optional.of(quotas.growth());
            case SCALE -> Optional.of(quotas.scale());
            case ENTERPRISE -> Optional.of(quotas.enterprise());
            case UNLIMITED -> Optional.empty();
        };
    }

    private static Map<Lane, Policy> lanes(long quota, Duration burst) {
        var atOnce = Math.max(1, quota * burst.toMillis() / WINDOW.toMillis());
        var limit = new Limit(quota, WINDOW, atOnce);
        return Map.of(Lane.LIVE, Policy.of("events", limit), Lane.BACKFILL, Policy.of("backfill", limit));
    }
}
