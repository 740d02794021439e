package com.lealup.gateway.access;

import com.lealup.gateway.workspace.Role;
import com.lealup.gateway.workspace.UserId;
import com.lealup.platform.identity.TenantId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A key as LealUp knows it: everything but the secret.
 *
 * @param id its public name
 * @param tenantId the workspace it opens
 * @param hash the keyed hash of the secret
 * @param name what its creator called it
 * @param lastFour the end of the secret, to recognise it by
 * @param scopes what it was given, in the order its creator gave; what it may do now also depends on the creator's role
 * @param allowList the networks it may be used from, in CIDR notation; empty for any
 * @param creator who made it, and whose e-mail it answers with
 * @param createdAt when it was made
 * @param expiresAt when it stops by itself, or never
 * @param revokedAt when somebody stopped it
 * @param revision counts the changes of this key; the higher one is the truth
 */
public record ApiKey(
        KeyId id,
        TenantId tenantId,
        KeyHash hash,
        String name,
        String lastFour,
        List<String> scopes,
        List<String> allowList,
        Creator creator,
        Instant createdAt,
        @Nullable Instant expiresAt,
        @Nullable Instant revokedAt,
        long revision) {

    /**
     * Refuses what cannot be used.
     *
     * @throws IllegalArgumentException without scopes, or with a revision below 1
     */
    public ApiKey {
        scopes = List.copyOf(scopes);
        allowList = List.copyOf(allowList);
        if (scopes.isEmpty() || revision < 1) {
            throw new IllegalArgumentException("A key has at least one scope and a revision from 1");
        }
    }

    boolean isExpired(Instant now) {
        return expiresAt != null && !now.isBefore(expiresAt);
    }

    boolean isRevoked() {
        return revokedAt != null;
    }

    boolean isActive(Instant now) {
        return !isRevoked() && !isExpired(now);
    }

    ApiKey revoked(Instant at) {
        return changed(name, allowList, creator, expiresAt, at);
    }

    ApiKey withCreator(Creator other) {
        return changed(name, allowList, other, expiresAt, revokedAt);
    }

    ApiKey patched(String otherName, List<String> otherAllowList) {
        return changed(otherName, otherAllowList, creator, expiresAt, revokedAt);
    }

    /** The same key, to end at the given time unless it ends before. */
    ApiKey endingBy(Instant end) {
        return changed(
                name, allowList, creator, expiresAt != null && expiresAt.isBefore(end) ? expiresAt : end, revokedAt);
    }

    private ApiKey changed(
            String newName,
            List<String> newAllowList,
            Creator newCreator,
            @Nullable Instant newExpiresAt,
            @Nullable Instant newRevokedAt) {
        return new ApiKey(
                id,
                tenantId,
                hash,
                newName,
                lastFour,
                scopes,
                newAllowList,
                newCreator,
                createdAt,
                newExpiresAt,
                newRevokedAt,
                revision + 1);
    }

    /**
     * The person behind a key. A key that a key made has the person behind that one.
     *
     * @param id the user
     * @param email the address the key answers with
     * @param role the user's role
     */
    public record Creator(UserId id, String email, Role role) {}
}
