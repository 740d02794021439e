package com.lealup.health.timeline;

/**
 * Somebody changed a customer.
 *
 * @param change created, updated, deleted or restored
 * @param actorType api_key, user, operator or system
 */
record CustomerChanged(
        String change,
        String actorType,
        String actorId,
        String actorName,
        CustomerFields before,
        CustomerFields after,
        String requestId) {}
