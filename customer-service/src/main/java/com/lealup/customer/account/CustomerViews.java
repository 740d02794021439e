package com.lealup.customer.account;

import com.lealup.platform.identity.TenantId;
import java.util.List;
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

    private static final String EXISTS = """
            select exists (
                select 1
                from customers
                where tenant_id = :tenant
                  and id = :id)
            """;

    private static final String ERASED = """
            select exists (
                select 1
                from erasures
                where tenant_id = :tenant
                  and customer_id = :id)
            """;

    private final JdbcClient jdbc;
    private final CustomerRows rows;
    private final Memberships memberships;

    CustomerViews(JdbcClient jdbc, CustomerRows rows, Memberships memberships) {
        this.jdbc = jdbc;
        this.rows = rows;
        this.memberships = memberships;
    }

    /** The customer, also from the trash. */
    @Transactional(readOnly = true)
    public Optional<CustomerView> find(TenantId tenant, CustomerId id) {
        return jdbc.sql(BY_ID)
                .param("tenant", tenant.value())
                .param("id", id.value())
                .query(rows)
                .optional()
                .map(customer -> memberships.shown(tenant, List.of(customer)).getFirst());
    }

    /** Whether the workspace has it, be it in the trash. */
    @Transactional(readOnly = true)
    public boolean exists(TenantId tenant, CustomerId id) {
        return asked(EXISTS, tenant, id);
    }

    /** Whether the workspace had it until it was erased. */
    @Transactional(readOnly = true)
    boolean erased(TenantId tenant, CustomerId id) {
        return asked(ERASED, tenant, id);
    }

    private boolean asked(String sql, TenantId tenant, CustomerId id) {
        return jdbc.sql(sql)
                .param("tenant", tenant.value())
                .param("id", id.value())
                .query(Boolean.class)
                .single();
    }
}
