package com.lealup.webhook.delivery;

import com.lealup.platform.identity.TenantId;
import com.lealup.webhook.subscription.Subscriptions;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The deliveries of a subscription that exists. */
@Component
class SubscribedDeliveries {

    private final Subscriptions subscriptions;
    private final Deliveries deliveries;

    SubscribedDeliveries(Subscriptions subscriptions, Deliveries deliveries) {
        this.subscriptions = subscriptions;
        this.deliveries = deliveries;
    }

    /** Empty when the workspace has no subscription of that id. */
    @Transactional(readOnly = true)
    public Optional<List<DeliveryResponse>> page(
            TenantId tenant, String subscription, Deliveries.Narrowing narrowing, @Nullable UUID after, int limit) {
        return subscriptions
                .known(tenant, subscription)
                .map(id -> deliveries.page(tenant, id, narrowing, after, limit));
    }
}
