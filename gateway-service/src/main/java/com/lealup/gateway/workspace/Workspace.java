package com.lealup.gateway.workspace;

import com.lealup.platform.identity.TenantId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A workspace: one customer of LealUp, and the tenant of everything in it.
 *
 * @param trialEndsAt when its trial is over; none when it is on no trial
 * @param timeZone an IANA name; the days of what people see follow it
 * @param revision counts its changes
 */
public record Workspace(
        TenantId tenantId,
        String name,
        Plan plan,
        @Nullable Instant trialEndsAt,
        String timeZone,
        Instant createdAt,
        long revision) {

    /** The same with another name. */
    public Workspace named(String newName) {
        return new Workspace(tenantId, newName, plan, trialEndsAt, timeZone, createdAt, revision);
    }

    /** The same in another time zone. */
    public Workspace in(String newZone) {
        return new Workspace(tenantId, name, plan, trialEndsAt, newZone, createdAt, revision);
    }

    /** The same on another plan. */
    public Workspace on(Plan newPlan) {
        return new Workspace(tenantId, name, newPlan, trialEndsAt, timeZone, createdAt, revision);
    }

    /** The same with another end of its trial; null for no trial. */
    public Workspace triedUntil(@Nullable Instant end) {
        return new Workspace(tenantId, name, plan, end, timeZone, createdAt, revision);
    }

    boolean isTrialOver(Instant now) {
        return trialEndsAt != null && !now.isBefore(trialEndsAt);
    }

    Workspace next() {
        return new Workspace(tenantId, name, plan, trialEndsAt, timeZone, createdAt, revision + 1);
    }
}
