package com.lealup.customer.workspace;

import com.lealup.platform.identity.TenantId;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Which day it is in the caller's workspace. */
@Component
public class WorkspaceDays {

    private static final String ZONE = """
            select time_zone
            from workspaces
            where tenant_id = :tenant
            """;

    private final JdbcClient jdbc;

    WorkspaceDays(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The day of an instant; in UTC while the workspace has not been heard of. Part of the caller's transaction. */
    public LocalDate day(TenantId tenant, Instant at) {
        ZoneId zone = jdbc.sql(ZONE)
                .param("tenant", tenant.value())
                .query(String.class)
                .optional()
                .<ZoneId>map(ZoneId::of)
                .orElse(ZoneOffset.UTC);
        return at.atZone(zone).toLocalDate();
    }
}
