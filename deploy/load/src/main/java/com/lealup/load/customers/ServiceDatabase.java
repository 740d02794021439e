package com.lealup.load.customers;

import com.lealup.load.suite.Suite;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Properties;

/**
 * The database of customer-service in the measured suite, reached with the passwords that the service has in its
 * environment, which is Linux' to tell.
 */
record ServiceDatabase(String url, String ownerPassword, String workerPassword) {

    static final String WORKER = "customer_worker";
    private static final String OWNER = "customer_owner";

    static ServiceDatabase of(Suite suite) {
        try {
            var environment = Files.readString(
                            Path.of("/proc", String.valueOf(suite.pid("customer-service")), "environ"))
                    .split("\0", -1);
            return new ServiceDatabase(
                    value(environment, "LEALUP_DATABASE_URL="),
                    value(environment, "LEALUP_DATABASE_OWNER_PASSWORD="),
                    value(environment, "LEALUP_DATABASE_WORKER_PASSWORD="));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
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

    private static String value(String[] environment, String name) {
        return Arrays.stream(environment)
                .filter(variable -> variable.startsWith(name))
                .map(variable -> variable.substring(name.length()))
                .findFirst()
                .orElseThrow();
    }
}
