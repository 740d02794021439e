package com.lealup.platform.database;

import com.lealup.platform.identity.Caller;
import com.lealup.platform.identity.Callers;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import javax.sql.DataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.TransactionDefinition;

/**
 * Tells Postgres, at the begin of each transaction, which tenant it serves: the caller's. The row-level policies read
 * {@code lealup.tenant_id}; without a caller it stays empty and no row of any tenant is visible.
 */
final class TenantTransactionManager extends JdbcTransactionManager {

    private static final String SET_TENANT = "select set_config('lealup.tenant_id', ?, true)";

    TenantTransactionManager(DataSource dataSource) {
        super(dataSource);
    }

    @Override
    protected void prepareTransactionalConnection(Connection connection, TransactionDefinition definition)
            throws SQLException {
        super.prepareTransactionalConnection(connection, definition);
        Optional<Caller> caller = Callers.find();
        if (caller.isEmpty()) {
            return;
        }
        try (var statement = connection.prepareStatement(SET_TENANT)) {
            statement.setString(1, caller.get().tenantId().value().toString());
            statement.execute();
        }
    }
}
