package com.lealup.load.health;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.postgresql.PGConnection;

/**
 * The reference of the consumer: rows as it puts them on the timeline, copied into a table like it and nothing else.
 */
final class PlainCopy {

    private static final int BATCH = 2000;

    private final Connection connection;

    /** @param connection of somebody who may make tables */
    PlainCopy(Connection connection) {
        this.connection = connection;
    }

    /** Rows a second, in transactions of 2000 rows. */
    double rowsPerSecond(int rows) {
        try (var statement = connection.createStatement()) {
            statement.execute("drop table if exists health.plain_events");
            statement.execute("""
                    create table health.plain_events (
                      tenant_id uuid not null,
                      customer_id uuid not null,
                      at timestamptz not null,
                      id uuid not null,
                      recorded_on date not null,
                      type smallint not null,
                      data json not null,
                      primary key (tenant_id, customer_id, at, id, recorded_on)
                    )
                    """);
            var copy = connection.unwrap(PGConnection.class).getCopyAPI();
            var batches =
                    IntStream.range(0, rows / BATCH).mapToObj(_ -> batch()).toList();
            var start = System.nanoTime();
            for (var batch : batches) {
                copy.copyIn("copy health.plain_events from stdin (format csv)", new StringReader(batch));
            }
            var seconds = (System.nanoTime() - start) / 1e9;
            statement.execute("drop table health.plain_events");
            return rows / seconds;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String batch() {
        var tenant = UUID.randomUUID();
        return IntStream.range(0, BATCH)
                .mapToObj(i -> """
                        %s,%s,2026-11-27T10:00:%02dZ,%s,2026-11-27,1,"{""event_name"":""report_exported"",\
                        ""user_email"":""user7@customer.example"",""user_external_id"":null,""external_id"":null,\
                        ""properties"":{""plan"":""growth"",""format"":""pdf"",""rows"":4711,""duration_ms"":812,\
                        ""session"":""0badcafe"",""path"":""/app/reports""}}"
                        """.formatted(tenant, UUID.randomUUID(), i % 60, UUID.randomUUID()))
                .collect(Collectors.joining());
    }
}
