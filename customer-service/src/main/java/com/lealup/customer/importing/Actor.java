package com.lealup.customer.importing;

import com.lealup.platform.identity.Caller;
import com.lealup.platform.identity.PrincipalType;
import com.lealup.platform.identity.TenantId;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Who asked for a job, kept with it: everything about the caller but the token, which is long worth nothing. */
record Actor(
        String principalId,
        PrincipalType type,
        String name,
        String email,
        @Nullable String role,
        Set<String> scopes,
        String clientAddress) {

    static Actor of(Caller caller) {
        return new Actor(
                caller.principalId(),
                caller.type(),
                caller.name(),
                caller.email(),
                caller.role(),
                caller.scopes(),
                caller.clientAddress());
    }

    Caller caller(TenantId tenant) {
        return new Caller(tenant, principalId, type, name, email, role, scopes, clientAddress, "");
    }
}
