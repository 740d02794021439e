package com.lealup.webhook.delivery;

import com.lealup.platform.identity.TenantId;
import com.lealup.webhook.subscription.SubscriptionId;

/** A subscription, as the lane that its deliveries run in. */
record LaneKey(TenantId tenantId, SubscriptionId subscriptionId) {}
