package com.lealup.webhook.subscription;

import com.lealup.platform.identity.TenantId;

/** The caller asked for a test message, in the transaction that is open. */
public record TestRequested(TenantId tenantId, SubscriptionId subscriptionId) {}
