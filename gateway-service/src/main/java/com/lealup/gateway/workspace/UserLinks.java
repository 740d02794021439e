package com.lealup.gateway.workspace;

import com.lealup.platform.id.Ulids;
import com.lealup.platform.identity.TenantId;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The links that are out: at most one of a kind for a person, each good for one use. */
@Component
class UserLinks {

    private final JdbcClient jdbc;

    UserLinks(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Adds a link; the one before it is void. */
    void put(User user, LinkPurpose purpose, LinkToken token, Instant now, Instant expiresAt) {
        jdbc.sql("""
                        insert into user_links
                            (tenant_id, link_id, user_id, purpose, token_hash, created_at, expires_at)
                        values (:tenant, :id, :user, :purpose, :hash, :now, :expiresAt)
                        on conflict on constraint user_links_one_of_a_kind do update
                        set token_hash = excluded.token_hash,
                            created_at = excluded.created_at,
                            expires_at = excluded.expires_at
                        """)
                .param("tenant", user.tenantId().value())
                .param("id", Ulids.next())
                .param("user", user.id().value())
                .param("purpose", purpose.text())
                .param("hash", token.hash())
                .param("now", Timestamp.from(now))
                .param("expiresAt", Timestamp.from(expiresAt))
                .update();
    }

    /** Whom a link is for, while it is good. */
    Optional<UserId> find(LinkToken token, LinkPurpose purpose, Instant now) {
        return jdbc.sql("""
                        select user_id
                        from user_links
                        where tenant_id = :tenant
                        and token_hash = :hash
                        and purpose = :purpose
                        and expires_at > :now
                        """)
                .param("tenant", token.tenantId().value())
                .param("hash", token.hash())
                .param("purpose", purpose.text())
                .param("now", Timestamp.from(now))
                .query((row, _) -> new UserId(row.getObject(1, UUID.class)))
                .optional();
    }

    /** Uses a link up. Of two who follow it at once, one finds it. */
    boolean take(LinkToken token, LinkPurpose purpose, Instant now) {
        return jdbc.sql("""
                        delete from user_links
                        where tenant_id = :tenant
                        and token_hash = :hash
                        and purpose = :purpose
                        and expires_at > :now
                        """)
                        .param("tenant", token.tenantId().value())
                        .param("hash", token.hash())
                        .param("purpose", purpose.text())
                        .param("now", Timestamp.from(now))
                        .update()
                == 1;
    }

    /** Makes all links of a person void. */
    void removeAll(TenantId tenantId, UserId userId) {
        jdbc.sql("""
                        delete from user_links
                        where tenant_id = :tenant
                        and user_id = :user
                        """)
                .param("tenant", tenantId.value())
                .param("user", userId.value())
                .update();
    }
}
