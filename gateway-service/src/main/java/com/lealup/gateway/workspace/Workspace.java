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
        long revision) {}
