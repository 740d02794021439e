package com.lealup.load.customers;

import com.lealup.load.suite.Suite;
import java.net.URI;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Objects;
import java.util.Properties;

/**
 * The database of customer-service in the measured suite, reached with the passwords that the service has in its
 * environment.
 */
record ServiceDatabase(String url, String ownerPassword, String workerPassword) {

    static final String WORKER = "customer_worker";
    private static final String OWNER = "customer_owner";

    static ServiceDatabase of(Suite suite) {
        var environment = suite.environment("customer-service");
        return new ServiceDatabase(
                Objects.requireNonNull(environment.get("LEALUP_DATABASE_URL")),
                Objects.requireNonNull(environment.get("LEALUP_DATABASE_OWNER_PASSWORD")),
                Objects.requireNonNull(environment.get("LEALUP_DATABASE_WORKER_PASSWORD")));
    }

    Connection connect() throws SQLException {
        var login = new Properties();
        login.setProperty("user", OWNER);
        login.setProperty("password", ownerPassword);
        return DriverManager.getConnection(url, login);
    }

    /** What the URL says behind {@code jdbc:}: host, port and the database as its path. */
    URI address() {
        return URI.create(url.substring("jdbc:".length()));
    }
}
