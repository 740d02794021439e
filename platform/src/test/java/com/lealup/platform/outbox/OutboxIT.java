package com.lealup.platform.outbox;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.awaitility.Awaitility.await;

import com.lealup.local.part.Part;
import com.lealup.local.testing.TestParts;
import com.lealup.platform.correlation.Correlation;
import com.lealup.platform.database.Worker;
import com.lealup.platform.identity.TenantId;
import com.lealup.platform.parts.PlatformParts;
import com.lealup.schemas.Topics;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.transaction.support.TransactionTemplate;

@SpringBootTest(classes = PlatformParts.App.class, webEnvironment = SpringBootTest.WebEnvironment.NONE)
@DirtiesContext
class OutboxIT {

    private static final String TOPIC = Topics.CUSTOMERS.name();

    private final TenantId tenant = TenantId.next();

    @Autowired
    Outbox outbox;

    @Autowired
    TransactionTemplate transactions;

    @Autowired
    @Worker
    TransactionTemplate workerTransactions;

    @Autowired
    @Worker
    JdbcClient jdbc;

    @Autowired
    JdbcClient apiJdbc;

    @DynamicPropertySource
    static void parts(DynamicPropertyRegistry registry) {
        PlatformParts.register(registry, "customer");
    }

    @Test
    void refusesAFactWithoutATransaction() {
        assertThatIllegalStateException().isThrownBy(() -> outbox.append(fact("k", 1)));
    }

    @Test
    void relaysWhatEitherRoleCommitted() {
        transactions.executeWithoutResult(status -> outbox.append(fact(tenant + ":api", 1)));
        workerTransactions.executeWithoutResult(status -> outbox.append(fact(tenant + ":worker", 1)));

        await().untilAsserted(() -> {
            assertThat(PlatformParts.read(TOPIC, tenant + ":api")).hasSize(1);
            assertThat(PlatformParts.read(TOPIC, tenant + ":worker")).hasSize(1);
        });
    }

    @Test
    void relaysNothingOfATransactionThatWasRolledBack() {
        transactions.executeWithoutResult(status -> {
            outbox.append(fact(tenant + ":undone", 1));
            status.setRollbackOnly();
        });
        transactions.executeWithoutResult(status -> outbox.append(fact(tenant + ":done", 1)));

        await().untilAsserted(() ->
                assertThat(PlatformParts.read(TOPIC, tenant + ":done")).hasSize(1));
        assertThat(PlatformParts.read(TOPIC, tenant + ":undone")).isEmpty();
    }

    @Test
    void keepsAFactInItsTransactionThoughTheOtherRoleIsAskedSomethingMeanwhile() {
        workerTransactions.executeWithoutResult(status -> {
            apiJdbc.sql("select 1").query(Integer.class).single();
            outbox.append(fact(tenant + ":undone", 1));
            status.setRollbackOnly();
        });
        transactions.executeWithoutResult(status -> outbox.append(fact(tenant + ":done", 1)));

        await().untilAsserted(() ->
                assertThat(PlatformParts.read(TOPIC, tenant + ":done")).hasSize(1));
        assertThat(PlatformParts.read(TOPIC, tenant + ":undone")).isEmpty();
    }

    @Test
    void carriesTheHeadersOfTheRequestThatCausedTheFact() {
        Correlation correlation = Correlation.of("req-1", null);
        OutboxRecord fact = fact(tenant + ":headers", 7);

        Correlation.run(correlation, () -> transactions.executeWithoutResult(status -> outbox.append(fact)));

        await().untilAsserted(
                        () -> assertThat(PlatformParts.read(TOPIC, fact.key())).hasSize(1));
        var record = PlatformParts.read(TOPIC, fact.key()).getFirst();
        assertThat(PlatformParts.header(record, "event_id"))
                .isEqualTo(fact.eventId().toString());
        assertThat(PlatformParts.header(record, "tenant_id")).isEqualTo(tenant.toString());
        assertThat(PlatformParts.header(record, "event_type")).isEqualTo("customer.updated");
        assertThat(PlatformParts.header(record, "revision")).isEqualTo("7");
        assertThat(PlatformParts.header(record, "request_id")).isEqualTo("req-1");
        assertThat(PlatformParts.header(record, "traceparent")).contains(correlation.traceId());
    }

    @Test
    void keepsTheFactsOfOneKeyInOrderWhileManyThreadsAppend() throws Exception {
        List<String> keys = List.of(tenant + ":a", tenant + ":b", tenant + ":c", tenant + ":d");

        try (var threads = Executors.newFixedThreadPool(4)) {
            List<Callable<Boolean>> appenders = keys.stream()
                    .<Callable<Boolean>>map(key -> () -> appendRevisions(key))
                    .toList();
            for (Future<Boolean> appender : threads.invokeAll(appenders)) {
                assertThat(appender.get()).isTrue();
            }
        }

        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(pending()).isZero());
        Map<String, List<Long>> revisions = PlatformParts.read(TOPIC).stream()
                .filter(record -> keys.contains(new String(record.key(), UTF_8)))
                .collect(Collectors.groupingBy(
                        record -> new String(record.key(), UTF_8),
                        Collectors.mapping(
                                record -> Long.valueOf(PlatformParts.header(record, "revision")),
                                Collectors.toList())));
        List<Long> expected = LongStream.rangeClosed(1, 200).boxed().toList();
        assertThat(revisions)
                .hasSize(4)
                .allSatisfy((key, found) -> assertThat(found).isEqualTo(expected));
    }

    @Test
    void keepsFactsWhileKafkaIsFrozenAndRelaysThemAfterwards() {
        TestParts.shared().freeze(Part.KAFKA);
        try {
            transactions.executeWithoutResult(status -> outbox.append(fact(tenant + ":patient", 1)));
            assertThat(pending()).isPositive();
        } finally {
            TestParts.shared().thaw(Part.KAFKA);
        }

        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(PlatformParts.read(TOPIC, tenant + ":patient"))
                        .isNotEmpty());
        await().untilAsserted(() -> assertThat(pending()).isZero());
    }

    private boolean appendRevisions(String key) {
        for (long revision = 1; revision <= 200; revision++) {
            long current = revision;
            transactions.executeWithoutResult(status -> outbox.append(fact(key, current)));
        }
        return true;
    }

    private int pending() {
        return jdbc.sql("select count(*) from outbox").query(Integer.class).single();
    }

    private OutboxRecord fact(String key, long revision) {
        return new OutboxRecord(
                TOPIC, key, "value".getBytes(UTF_8), UUID.randomUUID(), "customer.updated", tenant, revision);
    }
}
