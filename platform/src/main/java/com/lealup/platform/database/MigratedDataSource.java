package com.lealup.platform.database;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/** A pool that gives no connection before the schema is the one this build was written for. */
final class MigratedDataSource extends DelegatingDataSource implements AutoCloseable {

    private final HikariDataSource pool;
    private final Migrations migrations;

    MigratedDataSource(HikariDataSource pool, Migrations migrations) {
        super(pool);
        this.pool = pool;
        this.migrations = migrations;
    }

    @Override
    public Connection getConnection() throws SQLException {
        if (!migrations.done()) {
            throw new SQLTransientConnectionException("The schema waits for its migrations", "08001");
        }
        return pool.getConnection();
    }

    @Override
    public void close() {
        pool.close();
    }
}
