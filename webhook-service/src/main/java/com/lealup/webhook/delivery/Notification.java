package com.lealup.webhook.delivery;

import com.lealup.platform.identity.TenantId;
import com.lealup.webhook.catalogue.EventType;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Something that subscribers are told.
 *
 * @param eventId identifies the fact behind it
 * @param customerId whom it is about
 * @param at when it happened
 * @param publishedAt when the fact reached its topic
 * @param known what the fact says of the customer that filters ask for
 * @param data what the body carries as {@code data}
 */
record Notification(
        UUID eventId,
        TenantId tenantId,
        EventType type,
        UUID customerId,
        Instant at,
        Instant publishedAt,
        CustomerFacts.Known known,
        Map<String, @Nullable Object> data) {}
