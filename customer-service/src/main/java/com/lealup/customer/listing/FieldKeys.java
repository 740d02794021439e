package com.lealup.customer.listing;

import com.lealup.platform.identity.TenantId;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Which own fields the customers of a workspace have, defined or not. */
@Component
class FieldKeys {

    /** As many columns as a file that is imported may have, and some more. */
    static final int MOST = 1_000;

    private static final String KEYS = """
            select key
            from (
                select jsonb_object_keys(custom_fields) as key
                from customers
                where tenant_id = :tenant
                  and custom_fields <> '{}'
                  and (deleted_at is not null) = :trash
                union
                select key
                from field_definitions
                where tenant_id = :tenant
                limit :most
            ) as used
            order by key collate "C"
            """;

    private final JdbcClient jdbc;

    FieldKeys(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Their keys in order; one more than {@link #MOST} when there are too many.
     *
     * @param trash those of customers in the trash instead of the others
     */
    @Transactional(readOnly = true)
    public List<String> of(TenantId tenant, boolean trash) {
        return jdbc.sql(KEYS)
                .param("tenant", tenant.value())
                .param("trash", trash)
                .param("most", MOST + 1)
                .query((row, number) -> row.getString("key"))
                .list();
    }
}
