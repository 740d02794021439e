package com.lealup.load.customers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The reference for creating customers: what one creation writes, in the same tables with the same indexes, triggers
 * and durability, by a client that does nothing else. Only the facts go to a copy of the outbox, since nobody could
 * read them.
 */
final class PgBench implements AutoCloseable {

    /** A workspace that does not exist. */
    private static final UUID TENANT = UUID.randomUUID();

    private static final Pattern RATE = Pattern.compile("tps = ([0-9.]+) ");

    private static final String HEADERS = """
            array['event_id', 'tenant_id', 'event_type', 'revision', 'request_id', 'traceparent'],
            array[decode(repeat('ab', 36), 'hex'), decode(repeat('ab', 26), 'hex'), decode(repeat('ab', 16), 'hex'),
                decode('ab', 'hex'), decode(repeat('ab', 26), 'hex'), decode(repeat('ab', 55), 'hex')]
            """.replace("\n", " ");

    private final Path program;
    private final ServiceDatabase database;
    private final Path script;

    private PgBench(Path program, ServiceDatabase database, Path script) {
        this.program = program;
        this.database = database;
        this.script = script;
    }

    /** Where it is installed, if it is. */
    static Optional<Path> program() {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(":", -1))
                .filter(folder -> !folder.isBlank())
                .map(folder -> Path.of(folder, "pgbench"))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** Makes the copy of the outbox. */
    static PgBench on(Path program, ServiceDatabase database, Path folder) {
        try (var connection = database.connect();
                var statement = connection.createStatement()) {
            statement.execute("drop table if exists customer.bench_outbox");
            statement.execute("create table customer.bench_outbox (like customer.outbox including all)");
            statement.execute("grant select, insert on customer.bench_outbox to " + ServiceDatabase.WORKER);
            var script = folder.resolve("pgbench.sql");
            Files.writeString(script, script());
            return new PgBench(program, database, script);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String script() {
        return """
            \\set number random(1, 1000000000)
            begin;
            with created as (
                insert into customer.customers (
                    tenant_id, id, revision, name, email_domain, arr, owner_id, status, renewal_date, custom_fields,
                    created_at, updated_at)
                values (
                    '%1$s', gen_random_uuid(), 1, 'Acme Robotics ' || :number,
                    'c' || :number || '-' || gen_random_uuid() || '.example', 1250.50, null, 'active', '2029-06-15',
                    '{"seats": 12, "region": "EMEA"}', now(), now())
                on conflict (tenant_id, email_domain) where deleted_at is null do nothing
                returning tenant_id, id
            )
            insert into customer.customer_health (tenant_id, customer_id, revision)
            select tenant_id, id, 0
            from created;
            insert into customer.bench_outbox (topic, record_key, value, header_names, header_values)
            values ('lealup.customers.v1', decode(repeat('ab', 63), 'hex'), decode(repeat('ab', 250), 'hex'), %2$s);
            insert into customer.bench_outbox (topic, record_key, value, header_names, header_values)
            values ('lealup.customer-changes.v1', decode(repeat('ab', 63), 'hex'), decode(repeat('ab', 450), 'hex'), %2$s);
            commit;
            """.formatted(TENANT, HEADERS);
    }

    /** How many transactions it gets done in a second. */
    double perSecond(int connections, Duration time) {
        var address = database.address();
        var builder = new ProcessBuilder(List.of(
                        program.toString(),
                        "--no-vacuum",
                        "--protocol=prepared",
                        "--client=" + connections,
                        "--time=" + time.toSeconds(),
                        "--file=" + script,
                        "--host=" + address.getHost(),
                        "--port=" + address.getPort(),
                        "--username=" + ServiceDatabase.WORKER,
                        address.getPath().substring(1)))
                .redirectErrorStream(true);
        builder.environment().put("PGPASSWORD", database.workerPassword());
        try {
            var process = builder.start();
            var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            var rate = RATE.matcher(output);
            if (process.waitFor() != 0 || !rate.find()) {
                throw new IllegalStateException("pgbench failed:\n" + output);
            }
            return Double.parseDouble(rate.group(1));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        try (var connection = database.connect();
                var statement = connection.createStatement()) {
            statement.execute("drop table customer.bench_outbox");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
