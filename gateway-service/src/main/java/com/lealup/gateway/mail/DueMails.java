package com.lealup.gateway.mail;

import com.lealup.gateway.workspace.LinkPurpose;
import com.lealup.gateway.workspace.UserId;
import com.lealup.platform.database.Worker;
import com.lealup.platform.identity.TenantId;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The mails that are due, of all workspaces. Claimed for a while, never locked while a mail server is spoken to; a
 * result counts only as long as nobody has claimed the mail anew.
 */
@Component
class DueMails {

    private final JdbcClient jdbc;

    DueMails(@Worker JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * A mail to send.
     *
     * @param expiresAt when the link that it carries ends
     * @param failures how often it could not be sent
     * @param claim tells this claim from later ones
     */
    record Mail(TenantId tenantId, UserId userId, LinkPurpose purpose, Instant expiresAt, int failures, long claim) {}

    /** Takes up to {@code most} mails that are due now; until then nobody else gets them. */
    List<Mail> claim(Instant now, Instant until, int most) {
        return jdbc.sql("""
                        with due as (
                            select tenant_id, user_id, purpose
                            from mails
                            where send_at <= :now
                            order by send_at
                            limit :most
                            for update skip locked)
                        update mails
                        set send_at = :until,
                            claim = mails.claim + 1
                        from due
                        where mails.tenant_id = due.tenant_id
                        and mails.user_id = due.user_id
                        and mails.purpose = due.purpose
                        returning mails.*
                        """)
                .param("now", Timestamp.from(now))
                .param("until", Timestamp.from(until))
                .param("most", most)
                .query((row, _) -> new Mail(
                        new TenantId(row.getObject("tenant_id", UUID.class)),
                        new UserId(row.getObject("user_id", UUID.class)),
                        LinkPurpose.of(row.getString("purpose")),
                        row.getTimestamp("expires_at").toInstant(),
                        row.getInt("failures"),
                        row.getLong("claim")))
                .list();
    }

    /** Whether the mail is still to be sent, and by whoever has this claim. */
    boolean isDue(Mail mail) {
        return jdbc.sql("""
                        select exists (
                            select 1
                            from mails
                            where tenant_id = :tenant
                            and user_id = :user
                            and purpose = :purpose
                            and claim = :claim)
                        """)
                .param("tenant", mail.tenantId().value())
                .param("user", mail.userId().value())
                .param("purpose", mail.purpose().text())
                .param("claim", mail.claim())
                .query(Boolean.class)
                .single();
    }

    /** It was sent, or need not be any more. */
    void remove(Mail mail) {
        jdbc.sql("""
                        delete from mails
                        where tenant_id = :tenant
                        and user_id = :user
                        and purpose = :purpose
                        and claim = :claim
                        """)
                .param("tenant", mail.tenantId().value())
                .param("user", mail.userId().value())
                .param("purpose", mail.purpose().text())
                .param("claim", mail.claim())
                .update();
    }

    /** It could not be sent now. */
    void postpone(Mail mail, Instant sendAt) {
        jdbc.sql("""
                        update mails
                        set send_at = :sendAt,
                            failures = failures + 1
                        where tenant_id = :tenant
                        and user_id = :user
                        and purpose = :purpose
                        and claim = :claim
                        """)
                .param("sendAt", Timestamp.from(sendAt))
                .param("tenant", mail.tenantId().value())
                .param("user", mail.userId().value())
                .param("purpose", mail.purpose().text())
                .param("claim", mail.claim())
                .update();
    }
}
