package com.lealup.customer.owner;

import com.lealup.customer.value.EmailAddress;
import com.lealup.platform.identity.TenantId;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The users that this service has heard of. */
@Component
public class Owners {

    private static final String BY_EMAIL = """
            select id, email, active
            from owners
            where tenant_id = :tenant
              and email_folded = :email
            order by active desc, revision desc, id
            limit 1
            """;

    private static final String BY_ID = """
            select id, email, active
            from owners
            where tenant_id = :tenant
              and id = :id
            """;

    private static final String REMEMBER = """
            insert into owners (tenant_id, id, revision, email, email_folded, active)
            values (:tenant, :id, 0, :email, :folded, :active)
            on conflict do nothing
            """;

    private final JdbcClient jdbc;

    Owners(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The user with this address, in whatever case; one that is active before one that is not. */
    @Transactional(readOnly = true)
    public Optional<Owner> find(TenantId tenant, EmailAddress email) {
        return jdbc.sql(BY_EMAIL)
                .param("tenant", tenant.value())
                .param("email", email.folded())
                .query((row, number) -> new Owner(
                        new OwnerId(row.getObject("id", UUID.class)), row.getString("email"), row.getBoolean("active")))
                .optional();
    }

    /** The user with this id. */
    @Transactional(readOnly = true)
    public Optional<Owner> find(TenantId tenant, OwnerId id) {
        return jdbc.sql(BY_ID)
                .param("tenant", tenant.value())
                .param("id", id.value())
                .query((row, number) -> new Owner(id, row.getString("email"), row.getBoolean("active")))
                .optional();
    }

    /** Keeps what the gateway answered until the topic tells the same; what the topic has told already stays. */
    @Transactional
    public void remember(TenantId tenant, Owner owner) {
        jdbc.sql(REMEMBER)
                .param("tenant", tenant.value())
                .param("id", owner.id().value())
                .param("email", owner.email())
                .param("folded", new EmailAddress(owner.email()).folded())
                .param("active", owner.active())
                .update();
    }
}
