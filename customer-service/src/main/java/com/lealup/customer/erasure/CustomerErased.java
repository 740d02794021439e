package com.lealup.customer.erasure;

import com.lealup.customer.account.CustomerKey;
import java.time.Instant;
import java.util.Map;

/**
 * This service erased a customer.
 *
 * @param revision one more than the customer's last
 * @param counts rows erased here, by kind
 */
record CustomerErased(
        ErasureId id,
        CustomerKey key,
        long revision,
        ErasureCause cause,
        Requester requester,
        String requestId,
        Instant at,
        Map<String, Long> counts) {}
