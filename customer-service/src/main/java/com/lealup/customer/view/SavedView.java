package com.lealup.customer.view;

import java.time.Instant;
import tools.jackson.databind.JsonNode;

/**
 * A saved view, as the API shows it.
 *
 * @param shared whether everybody in the workspace sees it
 * @param query parameters of the list of customers, each a text
 */
record SavedView(
        ViewId id,
        ViewOwner ownerId,
        boolean shared,
        String name,
        JsonNode query,
        Instant createdAt,
        Instant updatedAt) {}
