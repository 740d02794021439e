package com.lealup.gateway.workspace;

import com.lealup.platform.identity.TenantId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The people of each workspace. */
@Component
class Users {

    private final JdbcClient jdbc;

    Users(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Adds somebody.
     *
     * @return false when their address is taken in this workspace; nothing is changed then
     */
    boolean add(User user, @Nullable String passwordHash) {
        return jdbc.sql("""
                        insert into users
                            (tenant_id, user_id, email, name, role, status, password_hash, created_at, revision)
                        values (:tenant, :id, :email, :name, :role, :status, :passwordHash, :createdAt, :revision)
                        on conflict on constraint users_email_unique do nothing
                        """)
                        .param("tenant", user.tenantId().value())
                        .param("id", user.id().value())
                        .param("email", user.email().text())
                        .param("name", user.name())
                        .param("role", user.role().text())
                        .param("status", user.status().text())
                        .param("passwordHash", passwordHash)
                        .param("createdAt", Timestamp.from(user.createdAt()))
                        .param("revision", user.revision())
                        .update()
                == 1;
    }

    Optional<User> find(TenantId tenantId, EmailAddress email) {
        return jdbc.sql("""
                        select *
                        from users
                        where tenant_id = :tenant
                        and email = :email
                        """)
                .param("tenant", tenantId.value())
                .param("email", email.text())
                .query((row, _) -> read(row))
                .optional();
    }

    /** The workspace's first administrator: the one it was opened for. */
    Optional<User> firstAdmin(TenantId tenantId) {
        return jdbc.sql("""
                        select *
                        from users
                        where tenant_id = :tenant
                        and role = 'admin'
                        and status = 'active'
                        order by user_id
                        limit 1
                        """)
                .param("tenant", tenantId.value())
                .query((row, _) -> read(row))
                .optional();
    }

    Optional<User> find(TenantId tenantId, UserId id) {
        return jdbc.sql("""
                        select *
                        from users
                        where tenant_id = :tenant
                        and user_id = :id
                        """)
                .param("tenant", tenantId.value())
                .param("id", id.value())
                .query((row, _) -> read(row))
                .optional();
    }

    /** The person, locked until the transaction ends. */
    Optional<User> lock(TenantId tenantId, UserId id) {
        return jdbc.sql("""
                        select *
                        from users
                        where tenant_id = :tenant
                        and user_id = :id
                        for update
                        """)
                .param("tenant", tenantId.value())
                .param("id", id.value())
                .query((row, _) -> read(row))
                .optional();
    }

    /** The newest first, from the one before {@code before} on. */
    List<User> list(TenantId tenantId, User.@Nullable Status status, @Nullable UUID before, int limit) {
        return jdbc.sql("""
                        select *
                        from users
                        where tenant_id = :tenant
                        and user_id < :before
                        and (:status::text is null or status = :status)
                        order by user_id desc
                        limit :limit
                        """)
                .param("tenant", tenantId.value())
                .param("before", before == null ? new UUID(-1L, -1L) : before)
                .param("status", status == null ? null : status.text())
                .param("limit", limit)
                .query((row, _) -> read(row))
                .list();
    }

    void update(User user) {
        jdbc.sql("""
                        update users
                        set name = :name,
                            role = :role,
                            status = :status,
                            revision = :revision
                        where tenant_id = :tenant
                        and user_id = :id
                        """)
                .param("tenant", user.tenantId().value())
                .param("id", user.id().value())
                .param("name", user.name())
                .param("role", user.role().text())
                .param("status", user.status().text())
                .param("revision", user.revision())
                .update();
    }

    /** Whether somebody else than this person is an active administrator. */
    boolean hasOtherActiveAdmin(TenantId tenantId, UserId id) {
        return jdbc.sql("""
                        select exists (
                            select 1
                            from users
                            where tenant_id = :tenant
                            and user_id <> :id
                            and role = 'admin'
                            and status = 'active')
                        """)
                .param("tenant", tenantId.value())
                .param("id", id.value())
                .query(Boolean.class)
                .single();
    }

    Optional<String> passwordHash(TenantId tenantId, UserId id) {
        return jdbc.sql("""
                        select password_hash
                        from users
                        where tenant_id = :tenant
                        and user_id = :id
                        and password_hash is not null
                        """)
                .param("tenant", tenantId.value())
                .param("id", id.value())
                .query(String.class)
                .optional();
    }

    /**
     * Puts another password in place.
     *
     * @return false when that happened meanwhile already; nothing is changed then
     */
    boolean changePasswordHash(User user, String hash) {
        return jdbc.sql("""
                        update users
                        set password_hash = :hash,
                            password_version = password_version + 1
                        where tenant_id = :tenant
                        and user_id = :id
                        and password_version = :version
                        """)
                        .param("tenant", user.tenantId().value())
                        .param("id", user.id().value())
                        .param("version", user.passwordVersion())
                        .param("hash", hash)
                        .update()
                == 1;
    }

    /** Puts another hash of the same password in place, if the old one is still there. */
    void replacePasswordHash(User user, String old, String hash) {
        jdbc.sql("""
                        update users
                        set password_hash = :hash
                        where tenant_id = :tenant
                        and user_id = :id
                        and password_hash = :old
                        """)
                .param("tenant", user.tenantId().value())
                .param("id", user.id().value())
                .param("old", old)
                .param("hash", hash)
                .update();
    }

    static User read(ResultSet row) throws SQLException {
        return new User(
                new TenantId(row.getObject("tenant_id", UUID.class)),
                new UserId(row.getObject("user_id", UUID.class)),
                new EmailAddress(row.getString("email")),
                row.getString("name"),
                Role.of(row.getString("role")),
                User.Status.valueOf(row.getString("status").toUpperCase(Locale.ROOT)),
                row.getTimestamp("created_at").toInstant(),
                row.getLong("revision"),
                row.getLong("password_version"));
    }
}
