package com.lealup.webhook.delivery;

import com.lealup.webhook.signature.SigningSecret;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A delivery that this process may attempt once, until the lease ends.
 *
 * @param token what the result is written under
 * @param body what is sent, in UTF-8
 * @param schedule the subscription's own, or that of the deployment
 * @param orderKey the customer that it is the first pending one of, where order matters
 * @param failedBefore failed attempts of the running schedule
 */
record Claim(
        LaneKey lane,
        DeliveryId delivery,
        UUID token,
        MessageId message,
        String body,
        String url,
        List<SigningSecret> secrets,
        RetrySchedule schedule,
        @Nullable UUID orderKey,
        int failedBefore) {

    /** What waits for it, where order matters. */
    Optional<DeliveryOrder.Key> order() {
        return Optional.ofNullable(orderKey).map(customer -> new DeliveryOrder.Key(lane, customer));
    }

    /** Leaves out what is said to the receiver. */
    @Override
    public String toString() {
        return "Claim[delivery=" + delivery + ", token=" + token + "]";
    }
}
