package com.lealup.gateway.workspace;

import com.lealup.platform.identity.TenantId;
import java.time.Instant;

/**
 * A person in a workspace.
 *
 * @param revision counts the changes of this person
 */
public record User(
        TenantId tenantId,
        UserId id,
        EmailAddress email,
        String name,
        Role role,
        Status status,
        Instant createdAt,
        long revision) {

    /** Whether they can sign in. */
    public enum Status {
        /** Known, has not accepted yet. */
        INVITED,
        /** Can sign in. */
        ACTIVE,
        /** Can no longer sign in. */
        DEACTIVATED
    }
}
