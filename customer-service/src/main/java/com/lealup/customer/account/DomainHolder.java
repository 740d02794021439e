package com.lealup.customer.account;

import com.lealup.customer.value.EmailDomain;
import com.lealup.platform.identity.TenantId;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Finds who has a domain, once the unique index has said that somebody has. */
@Component
class DomainHolder {

    private static final String HOLDER = """
            select id
            from customers
            where tenant_id = :tenant
              and email_domain = :domain
              and deleted_at is null
            """;

    private final JdbcClient jdbc;

    DomainHolder(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Empty if it was given up meanwhile. */
    Optional<CustomerId> of(TenantId tenant, EmailDomain domain) {
        return jdbc.sql(HOLDER)
                .param("tenant", tenant.value())
                .param("domain", domain.value())
                .query(UUID.class)
                .optional()
                .map(CustomerId::new);
    }
}
