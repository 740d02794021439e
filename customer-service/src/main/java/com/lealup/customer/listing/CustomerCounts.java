package com.lealup.customer.listing;

import com.lealup.customer.account.CustomerRows;
import com.lealup.platform.identity.TenantId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Counts customers, all of them: it costs what there is to count. */
@Component
class CustomerCounts {

    private final JdbcClient jdbc;

    CustomerCounts(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Transactional(readOnly = true)
    public long count(TenantId tenant, CustomerFilter filter) {
        return jdbc.sql("select count(*)\n" + CustomerRows.TABLES + "where "
                        + String.join("\n  and ", filter.conditions()))
                .param("tenant", tenant.value())
                .params(filter.parameters())
                .query(Long.class)
                .single();
    }
}
