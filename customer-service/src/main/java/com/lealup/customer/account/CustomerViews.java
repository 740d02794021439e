package com.lealup.customer.account;

import com.lealup.platform.identity.TenantId;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Looks one customer up. */
@Component
public class CustomerViews {

    private static final String BY_ID = "select " + CustomerRows.COLUMNS + CustomerRows.TABLES + """
            where c.tenant_id = :tenant
              and c.id = :id
            """;

    private final JdbcClient jdbc;
    private final CustomerRows rows;

    CustomerViews(JdbcClient jdbc, CustomerRows rows) {
        this.jdbc = jdbc;
        this.rows = rows;
    }

    /** The customer, also from the trash. */
    @Transactional(readOnly = true)
    public Optional<CustomerView> find(TenantId tenant, CustomerId id) {
        return jdbc.sql(BY_ID)
                .param("tenant", tenant.value())
                .param("id", id.value())
                .query(rows)
                .optional();
    }
}
