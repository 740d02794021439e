package com.lealup.gateway.access;

import com.lealup.platform.database.Worker;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The keys of all workspaces, as Postgres has them: the tenant is what is being asked for, hence the role that sees all
 * of them. Out of reach of code that answers HTTP.
 */
@Component
class KeyRows {

    private static final int FETCH = 1_000;

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;

    KeyRows(@Worker JdbcClient jdbc, @Worker TransactionTemplate transaction) {
        this.jdbc = jdbc;
        this.transaction = transaction;
    }

    List<ApiKey> withHash(List<KeyHash> candidates) {
        return jdbc.sql("""
                        select *
                        from api_keys
                        where hash = any(:hashes)
                        """)
                .param("hashes", candidates.stream().map(KeyHash::bytes).toArray(byte[][]::new))
                .query(ApiKeyRow::read)
                .list();
    }

    List<ApiKey> named(Collection<KeyChange> changes) {
        return jdbc.sql("""
                        select api_keys.*
                        from unnest(:tenants::uuid[], :keys::uuid[]) as wanted (tenant_id, key_id)
                        join api_keys using (tenant_id, key_id)
                        """)
                .param(
                        "tenants",
                        changes.stream()
                                .map(change -> change.tenantId().value())
                                .toArray(UUID[]::new))
                .param(
                        "keys",
                        changes.stream().map(change -> change.keyId().value()).toArray(UUID[]::new))
                .query(ApiKeyRow::read)
                .list();
    }

    /** Every key there is, a thousand at a time: the driver streams only within a transaction. */
    void forEach(Consumer<ApiKey> action) {
        transaction.executeWithoutResult(_ -> {
            try (var all = jdbc.sql("select * from api_keys").withFetchSize(FETCH).query(ApiKeyRow::read).stream()) {
                all.forEach(action);
            }
        });
    }
}
