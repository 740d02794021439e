package com.lealup.webhook.subscription;

import com.lealup.platform.identity.TenantId;

/** The caller asked for a delivery to be attempted again, in the transaction that is open. */
public record RetryRequested(TenantId tenantId, String deliveryId) {}
