package com.lealup.gateway.access;

import com.lealup.gateway.workspace.UserId;
import com.lealup.platform.identity.TenantId;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The API keys of the caller's workspace. */
@Component
class ApiKeys {

    private final JdbcClient jdbc;

    ApiKeys(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Adds a key, and links it with the one it replaces, if it does. */
    void add(ApiKey key, @Nullable KeyId supersedes) {
        jdbc.sql("""
                        insert into api_keys (
                            tenant_id, key_id, hash, pepper_version, name, last_four, scopes, allow_list,
                            creator_id, creator_email, creator_role, created_at, expires_at, revoked_at,
                            supersedes, revision)
                        values (
                            :tenant, :id, :hash, :pepperVersion, :name, :lastFour, :scopes, :allowList,
                            :creatorId, :creatorEmail, :creatorRole, :createdAt, :expiresAt, null,
                            :supersedes, :revision)
                        """)
                .param("tenant", key.tenantId().value())
                .param("id", key.id().value())
                .param("hash", key.hash().bytes())
                .param("pepperVersion", key.hash().pepperVersion())
                .param("name", key.name())
                .param("lastFour", key.lastFour())
                .param("scopes", key.scopes().toArray(String[]::new))
                .param("allowList", key.allowList().toArray(String[]::new))
                .param("creatorId", key.creator().id().value())
                .param("creatorEmail", key.creator().email())
                .param("creatorRole", key.creator().role().text())
                .param("createdAt", Timestamp.from(key.createdAt()))
                .param("expiresAt", timestamp(key.expiresAt()))
                .param("supersedes", supersedes == null ? null : supersedes.value())
                .param("revision", key.revision())
                .update();
    }

    Optional<StoredApiKey> find(TenantId tenantId, KeyId id) {
        return jdbc.sql("""
                        select *
                        from api_keys
                        left join api_key_uses using (tenant_id, key_id)
                        where tenant_id = :tenant
                        and key_id = :id
                        """)
                .param("tenant", tenantId.value())
                .param("id", id.value())
                .query(ApiKeyRow::readStored)
                .optional();
    }

    /** Finds a key and keeps everybody else from changing it until the transaction ends. */
    Optional<StoredApiKey> lock(TenantId tenantId, KeyId id) {
        return jdbc.sql("""
                        select *
                        from api_keys
                        left join api_key_uses using (tenant_id, key_id)
                        where tenant_id = :tenant
                        and key_id = :id
                        for update of api_keys
                        """)
                .param("tenant", tenantId.value())
                .param("id", id.value())
                .query(ApiKeyRow::readStored)
                .optional();
    }

    /** Every key of a person that was not revoked; nobody else changes them until the transaction ends. */
    List<ApiKey> lockAllOf(TenantId tenantId, UserId creator) {
        return jdbc.sql("""
                        select *
                        from api_keys
                        where tenant_id = :tenant
                        and creator_id = :creator
                        and revoked_at is null
                        order by key_id
                        for update
                        """)
                .param("tenant", tenantId.value())
                .param("creator", creator.value())
                .query(ApiKeyRow::read)
                .list();
    }

    /** Writes what can change of a key that this transaction has locked. */
    void update(ApiKey changed) {
        jdbc.sql("""
                        update api_keys
                        set name = :name,
                            allow_list = :allowList,
                            creator_email = :creatorEmail,
                            creator_role = :creatorRole,
                            expires_at = :expiresAt,
                            revoked_at = :revokedAt,
                            revision = :revision
                        where tenant_id = :tenant
                        and key_id = :id
                        """)
                .param("tenant", changed.tenantId().value())
                .param("id", changed.id().value())
                .param("name", changed.name())
                .param("allowList", changed.allowList().toArray(String[]::new))
                .param("creatorEmail", changed.creator().email())
                .param("creatorRole", changed.creator().role().text())
                .param("expiresAt", timestamp(changed.expiresAt()))
                .param("revokedAt", timestamp(changed.revokedAt()))
                .param("revision", changed.revision())
                .update();
    }

    void linkSuccessor(ApiKey old, KeyId successor) {
        jdbc.sql("""
                        update api_keys
                        set superseded_by = :successor
                        where tenant_id = :tenant
                        and key_id = :id
                        """)
                .param("tenant", old.tenantId().value())
                .param("id", old.id().value())
                .param("successor", successor.value())
                .update();
    }

    /** The newest keys first, from the one before {@code before} on. */
    List<StoredApiKey> list(TenantId tenantId, @Nullable KeyId before, int limit) {
        return jdbc.sql("""
                        select *
                        from api_keys
                        left join api_key_uses using (tenant_id, key_id)
                        where tenant_id = :tenant
                        and key_id < :before
                        order by key_id desc
                        limit :limit
                        """)
                .param("tenant", tenantId.value())
                .param("before", before == null ? new UUID(-1L, -1L) : before.value())
                .param("limit", limit)
                .query(ApiKeyRow::readStored)
                .list();
    }

    private static @Nullable Timestamp timestamp(@Nullable Instant instant) {
        return instant == null ? null : Timestamp.from(instant);
    }
}
