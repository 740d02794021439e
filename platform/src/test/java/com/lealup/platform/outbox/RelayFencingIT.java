package com.lealup.platform.outbox;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.lealup.local.testing.TestParts;
import com.lealup.platform.database.Worker;
import com.lealup.platform.identity.TenantId;
import com.lealup.platform.parts.PlatformParts;
import com.lealup.schemas.Topics;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.transaction.support.TransactionTemplate;

/** What happens when a relay stops with facts in its hands, another takes over, and the first one wakes. */
@SpringBootTest(
        classes = PlatformParts.App.class,
        webEnvironment = SpringBootTest.WebEnvironment.NONE,
        properties = "lealup.outbox.enabled=false")
@DirtiesContext
class RelayFencingIT {

    private static final String TOPIC = Topics.CUSTOMERS.name();

    private final TenantId tenant = TenantId.next();
    private final String key = tenant + ":frozen";

    @Autowired
    Outbox outbox;

    @Autowired
    TransactionTemplate transactions;

    @Autowired
    @Worker
    JdbcClient jdbc;

    @DynamicPropertySource
    static void parts(DynamicPropertyRegistry registry) {
        PlatformParts.register(registry, "webhook");
    }

    @Test
    void refusesTheOlderStateOfARelayThatFrozeAndWakesAfterATakeover() throws Exception {
        var reached = new CountDownLatch(1);
        var thaw = new CountDownLatch(1);
        var refusal = new AtomicReference<Throwable>();
        OutboxRelay frozen = relay(() -> freezingBeforeCommit(producer(), reached, thaw, refusal));
        OutboxRelay other = relay(this::producer);

        // Given a relay that read revision 1 and froze before Kafka committed it
        append(1);
        frozen.start();
        reached.await();

        // When another one takes over and relays a newer state
        append(2);
        other.start();
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(revisions()).endsWith(2L));
        List<Long> before = revisions();
        thaw.countDown();

        // Then what the first one holds is refused
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(refusal.get()).isNotNull());
        assertThat(revisions()).isEqualTo(before).endsWith(2L);

        // And it can take over again when the second one leaves
        other.stop();
        append(3);
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(revisions()).endsWith(3L));
        frozen.stop();
        assertThat(jdbc.sql("select count(*) from outbox").query(Integer.class).single())
                .isZero();
    }

    private void append(long revision) {
        transactions.executeWithoutResult(status -> outbox.append(new OutboxRecord(
                TOPIC,
                key,
                ("r" + revision).getBytes(UTF_8),
                UUID.randomUUID(),
                "customer.updated",
                tenant,
                revision)));
    }

    private List<Long> revisions() {
        return PlatformParts.read(TOPIC, key).stream()
                .map(record -> Long.valueOf(PlatformParts.header(record, "revision")))
                .toList();
    }

    private OutboxRelay relay(Supplier<Producer<byte[], byte[]>> producers) {
        var properties = new OutboxProperties(
                true,
                Duration.ofMillis(20),
                100,
                Duration.ofSeconds(1),
                Duration.ofSeconds(60),
                Duration.ofMillis(100));
        return new OutboxRelay(
                new RelayLease(jdbc, properties.lease()),
                new PendingFacts(jdbc),
                producers,
                new RelaySignal(),
                properties);
    }

    private Producer<byte[], byte[]> producer() {
        return new KafkaProducer<>(
                Map.of(
                        "bootstrap.servers",
                        TestParts.shared().properties("webhook").get("spring.kafka.bootstrap-servers"),
                        "transactional.id",
                        "fencing-test"),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    /** The real producer, held once between its last send and its commit. */
    @SuppressWarnings("unchecked")
    private static Producer<byte[], byte[]> freezingBeforeCommit(
            Producer<byte[], byte[]> real,
            CountDownLatch reached,
            CountDownLatch thaw,
            AtomicReference<Throwable> refusal) {
        return (Producer<byte[], byte[]>) Proxy.newProxyInstance(
                RelayFencingIT.class.getClassLoader(), new Class<?>[] {Producer.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("commitTransaction") && thaw.getCount() > 0) {
                        reached.countDown();
                        thaw.await();
                    }
                    try {
                        return method.invoke(real, arguments);
                    } catch (InvocationTargetException e) {
                        if (method.getName().equals("commitTransaction")) {
                            refusal.set(e.getCause());
                        }
                        throw e.getCause();
                    }
                });
    }
}
