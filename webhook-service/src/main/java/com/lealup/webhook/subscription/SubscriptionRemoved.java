package com.lealup.webhook.subscription;

import com.lealup.platform.identity.TenantId;

/** A subscription was removed, in the transaction that is open. */
public record SubscriptionRemoved(TenantId tenantId, SubscriptionId subscriptionId) {}
