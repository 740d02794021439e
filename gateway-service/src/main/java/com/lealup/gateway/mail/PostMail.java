package com.lealup.gateway.mail;

import com.lealup.gateway.workspace.LinkPost;
import com.lealup.gateway.workspace.LinkPurpose;
import com.lealup.gateway.workspace.User;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Notes that a mail is due, in the transaction of the act that calls for it. */
@Component
class PostMail implements LinkPost {

    private final JdbcClient jdbc;
    private final InstantSource clock;
    private final boolean configured;

    PostMail(JdbcClient jdbc, InstantSource clock, ObjectProvider<JavaMailSender> sender) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.configured = sender.getIfAvailable() != null;
    }

    @Override
    public boolean delivers() {
        return configured;
    }

    /** One that is due for the same purpose makes way: who asks twice gets one mail, or the newer link. */
    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public void note(User user, LinkPurpose purpose, Instant expiresAt) {
        jdbc.sql("""
                        insert into mails
                            (tenant_id, user_id, purpose, expires_at, send_at, failures, claim)
                        values (:tenant, :user, :purpose, :expiresAt, :now, 0, 0)
                        on conflict on constraint mails_pkey do update
                        set expires_at = excluded.expires_at,
                            send_at = excluded.send_at,
                            failures = 0,
                            claim = mails.claim + 1
                        """)
                .param("tenant", user.tenantId().value())
                .param("user", user.id().value())
                .param("purpose", purpose.text())
                .param("expiresAt", Timestamp.from(expiresAt))
                .param("now", Timestamp.from(clock.instant().truncatedTo(ChronoUnit.MICROS)))
                .update();
    }

    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public void drop(User user, LinkPurpose purpose) {
        jdbc.sql("""
                        delete from mails
                        where tenant_id = :tenant
                        and user_id = :user
                        and purpose = :purpose
                        """)
                .param("tenant", user.tenantId().value())
                .param("user", user.id().value())
                .param("purpose", purpose.text())
                .update();
    }
}
