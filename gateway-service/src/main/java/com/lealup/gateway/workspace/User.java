package com.lealup.gateway.workspace;

import com.lealup.platform.identity.Caller;
import com.lealup.platform.identity.PrincipalType;
import com.lealup.platform.identity.TenantId;
import java.time.Instant;
import java.util.Locale;

/**
 * A person in a workspace.
 *
 * @param revision counts the changes of this person
 * @param passwordVersion counts the passwords that they chose in place of another
 */
public record User(
        TenantId tenantId,
        UserId id,
        EmailAddress email,
        String name,
        Role role,
        Status status,
        Instant createdAt,
        long revision,
        long passwordVersion) {

    /** The person as the caller of a request. */
    public Caller asCaller(String clientAddress) {
        return new Caller(
                tenantId,
                id.toString(),
                PrincipalType.USER,
                name,
                email.text(),
                role.text(),
                role.scopes(),
                clientAddress,
                "");
    }

    User named(String newName) {
        return new User(tenantId, id, email, newName, role, status, createdAt, revision + 1, passwordVersion);
    }

    User in(Role newRole) {
        return new User(tenantId, id, email, name, newRole, status, createdAt, revision + 1, passwordVersion);
    }

    User become(Status newStatus) {
        return new User(tenantId, id, email, name, role, newStatus, createdAt, revision + 1, passwordVersion);
    }

    User withNextPassword() {
        return new User(tenantId, id, email, name, role, status, createdAt, revision, passwordVersion + 1);
    }

    /** Whether they can sign in. */
    public enum Status {
        /** Known, has not accepted yet. */
        INVITED,
        /** Can sign in. */
        ACTIVE,
        /** Can no longer sign in. */
        DEACTIVATED;

        /** As the API and the database write it. */
        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
