package com.lealup.load.customers;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import org.postgresql.PGConnection;

/** The reference: the same rows in a table with a primary key and nothing else, in the same Postgres. */
final class PlainTable implements AutoCloseable {

    private final Connection connection;

    private PlainTable(Connection connection) {
        this.connection = connection;
    }

    static PlainTable in(ServiceDatabase database) {
        try {
            var connection = database.connect();
            try (var statement = connection.createStatement()) {
                statement.execute("drop table if exists customer.bench_customers");
                statement.execute("""
                        create table customer.bench_customers (
                            id bigint generated always as identity primary key,
                            name text not null,
                            email_domain text,
                            arr numeric(18, 2),
                            status text not null,
                            renewal_date date,
                            seats integer,
                            region text
                        )
                        """);
            }
            return new PlainTable(connection);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Copies rows in, as fast as Postgres takes them. */
    Duration copyIn(InputStream rows) {
        return timed(() -> connection.unwrap(PGConnection.class).getCopyAPI().copyIn("""
                copy customer.bench_customers (name, email_domain, arr, status, renewal_date, seats, region)
                from stdin with (format csv)
                """, rows));
    }

    /** Copies all rows out. */
    Duration copyOut() {
        return timed(() -> connection
                .unwrap(PGConnection.class)
                .getCopyAPI()
                .copyOut("copy customer.bench_customers to stdout with (format csv)", OutputStream.nullOutputStream()));
    }

    /** Reads a page of rows by a range of the primary key. */
    Duration page(long after, int rows) {
        return timed(() -> {
            try (var statement = connection.prepareStatement("""
                    select *
                    from customer.bench_customers
                    where id > ?
                    order by id
                    limit ?
                    """)) {
                statement.setLong(1, after);
                statement.setInt(2, rows);
                try (var result = statement.executeQuery()) {
                    var length = 0;
                    while (result.next()) {
                        length += result.getString("name").getBytes(StandardCharsets.UTF_8).length;
                    }
                    return (long) length;
                }
            }
        });
    }

    /** How many facts wait for the relay. */
    long factsThatWait() {
        try (var statement = connection.createStatement();
                var result = statement.executeQuery("select count(*) from customer.outbox")) {
            result.next();
            return result.getLong(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Duration timed(Work work) {
        try {
            var start = System.nanoTime();
            work.run();
            return Duration.ofNanos(System.nanoTime() - start);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        try (connection;
                var statement = connection.createStatement()) {
            statement.execute("drop table customer.bench_customers");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private interface Work {

        long run() throws IOException, SQLException;
    }
}
