package com.lealup.platform.identity;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who a request acts for, as the gateway established and signed it.
 *
 * @param principalId the key's or the user's id
 * @param name the key's or the user's name
 * @param email the user's address; for a key, its creator's
 * @param role the user's role, or the current role of the key's creator; null for an operator
 * @param clientAddress the address the request came from, for audit entries and limits
 * @param token the signed identity itself, to be passed on when another service is asked in the caller's name; empty at
 *     the gateway, which has not signed one yet
 */
public record Caller(
        TenantId tenantId,
        String principalId,
        PrincipalType type,
        String name,
        String email,
        @Nullable String role,
        Set<String> scopes,
        String clientAddress,
        String token) {

    /** The scope that contains all others. */
    public static final String EVERYTHING = "admin:*";

    public Caller {
        scopes = Set.copyOf(scopes);
    }

    /** Whether the caller has the scope. */
    public boolean may(String scope) {
        return scopes.contains(scope) || scopes.contains(EVERYTHING);
    }

    /** The same caller with a token to pass on. */
    public Caller withToken(String newToken) {
        return new Caller(tenantId, principalId, type, name, email, role, scopes, clientAddress, newToken);
    }

    /** For logs: no token, name, e-mail or address in it. */
    @Override
    public String toString() {
        return "Caller[tenantId=" + tenantId + ", principalId=" + principalId + ", type=" + type + "]";
    }
}
