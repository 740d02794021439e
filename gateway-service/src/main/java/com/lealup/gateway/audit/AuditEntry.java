package com.lealup.gateway.audit;

import com.lealup.platform.identity.TenantId;
import java.time.Instant;
import java.util.UUID;

/**
 * An act as it is kept.
 *
 * @param id sorts by time; for an act that came from a topic that fact's id, so that it is kept once
 * @param before a JSON object; empty when the subject was made
 * @param after a JSON object; empty when it was removed
 */
record AuditEntry(
        TenantId tenantId,
        UUID id,
        Instant at,
        Actor actor,
        String action,
        Subject subject,
        String clientAddress,
        String requestId,
        String before,
        String after) {

    /** The same act, with other contents. */
    AuditEntry saying(String otherBefore, String otherAfter) {
        return new AuditEntry(
                tenantId, id, at, actor, action, subject, clientAddress, requestId, otherBefore, otherAfter);
    }

    /**
     * Who did it.
     *
     * @param type {@code api_key}, {@code user}, {@code operator} or {@code system}
     */
    record Actor(String type, String id, String name) {}

    /** What it was done to. */
    record Subject(String type, String id) {}
}
