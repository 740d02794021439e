package com.lealup.webhook.subscription;

import com.lealup.platform.identity.TenantId;

/**
 * We stopped delivering to a subscription, in the transaction that is open.
 *
 * @param statusBefore as the API shows it
 * @param reason {@code gone} or {@code failing}
 */
public record SubscriptionDisabled(
        TenantId tenantId, SubscriptionId subscriptionId, String statusBefore, String reason) {}
