package com.lealup.customer.owner;

import com.lealup.platform.database.Worker;
import com.lealup.platform.identity.TenantId;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The users that this service has heard of, as workers look them up: many at once. */
@Component
public class OwnerDirectory {

    private static final String FIND = """
            select id, email, active
            from owners
            where tenant_id = :tenant
              and (email_folded = any(:emails) or id = any(cast(:ids as uuid[])))
            order by active desc, revision desc, id
            """;

    private final JdbcClient jdbc;

    OwnerDirectory(@Worker JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The users with these folded addresses or these ids, of one address the best first. */
    public List<Owner> find(TenantId tenant, Set<String> emails, Set<UUID> ids) {
        if (emails.isEmpty() && ids.isEmpty()) {
            return List.of();
        }
        return jdbc.sql(FIND)
                .param("tenant", tenant.value())
                .param("emails", emails.toArray(String[]::new))
                .param("ids", ids.stream().map(UUID::toString).toArray(String[]::new))
                .query((row, number) -> new Owner(
                        new OwnerId(row.getObject("id", UUID.class)), row.getString("email"), row.getBoolean("active")))
                .list();
    }
}
