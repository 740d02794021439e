package com.lealup.webhook.subscription;

import com.lealup.platform.identity.TenantId;
import java.time.Instant;

/** The caller asked for all that failed or was missed since then, in the transaction that is open. */
public record RecoveryRequested(TenantId tenantId, SubscriptionId subscriptionId, Instant since) {}
