package com.lealup.platform.consumer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.awaitility.Awaitility.await;

import com.lealup.local.part.Part;
import com.lealup.local.testing.TestParts;
import com.lealup.platform.database.Worker;
import com.lealup.platform.id.Ulids;
import com.lealup.platform.identity.TenantId;
import com.lealup.platform.outbox.Outbox;
import com.lealup.platform.outbox.OutboxRecord;
import com.lealup.platform.parts.PlatformParts;
import com.lealup.platform.serde.AvroCodec;
import com.lealup.schemas.Topics;
import com.lealup.schemas.v1.DeadLetter;
import com.lealup.schemas.v1.DeadLetterRequest;
import com.lealup.schemas.v1.DeadLetterWish;
import com.lealup.schemas.v1.UserState;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.transaction.support.TransactionTemplate;

@SpringBootTest(
        classes = {PlatformParts.App.class, TransactionalConsumerIT.Listening.class},
        webEnvironment = SpringBootTest.WebEnvironment.NONE)
@DirtiesContext
class TransactionalConsumerIT {

    private static final String USERS = Topics.USERS.name();
    private static final String DEAD_LETTERS = USERS + "." + EffectsListener.GROUP + ".dlt";

    private final TenantId tenant = TenantId.next();

    @Autowired
    Outbox outbox;

    @Autowired
    DeadLetterErasure erasure;

    @Autowired
    AvroCodec codec;

    @Autowired
    EffectsListener listener;

    @Autowired
    MeterRegistry meters;

    @Autowired
    ListenerContainers containers;

    @Autowired
    UsersView view;

    @Autowired
    @Worker
    TransactionTemplate transactions;

    @Autowired
    @Worker
    JdbcClient jdbc;

    @DynamicPropertySource
    static void parts(DynamicPropertyRegistry registry) {
        PlatformParts.register(registry, "health");
    }

    @Test
    void takesEffectOnceForEachRecord() {
        publish("a", "b", "c");

        await().untilAsserted(() -> assertThat(effects()).isEqualTo(Map.of("a", 1, "b", 1, "c", 1)));
    }

    @Test
    void tellsHowFarItIsBehind() {
        // Given more than one batch can take, and a first batch that fails for a while
        var lag = meters.get("lealup.consumer.lag")
                .tag("group", EffectsListener.GROUP)
                .gauge();
        int records = listener.maxBatch() + 500;
        containers.stop();
        try (var producer = producer()) {
            for (int i = 0; i < records; i++) {
                var _ = producer.send(record("measured-" + i));
            }
        }

        // When
        listener.outages.set(3);
        containers.start();

        // Then
        await().atMost(Duration.ofSeconds(60)).until(() -> lag.value() > 0);
        await().atMost(Duration.ofSeconds(60)).until(() -> effects().size() == records);
        await().atMost(Duration.ofSeconds(60)).until(() -> lag.value() == 0);
    }

    @Test
    void takesEffectOnceThoughTheTransactionFailsTwiceAfterTheEffect() {
        listener.outages.set(2);

        publish("outage-1", "outage-2");

        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(effects()).isEqualTo(Map.of("outage-1", 1, "outage-2", 1)));
        assertThat(listener.outages).hasValue(0);
    }

    @Test
    void sendsPoisonToTheDeadLetterTopicAndGoesOn() {
        byte[] garbage = "no fact at all".getBytes(UTF_8);

        publish("before");
        publishRaw(tenant + ":garbage", garbage);
        publish("refused-1", "between", "bug-1", "after");

        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(effects()).isEqualTo(Map.of("before", 1, "between", 1, "after", 1)));
        await().untilAsserted(() -> assertThat(deadLetters()).hasSize(3));
        assertThat(deadLetters())
                .extracting(record -> PlatformParts.header(record, "dlt_code"))
                .containsExactlyInAnyOrder("undecodable", "refused_here", "processing_failed");
        ConsumerRecord<byte[], byte[]> letter = deadLetters().stream()
                .filter(record -> PlatformParts.header(record, "dlt_code").equals("undecodable"))
                .findFirst()
                .orElseThrow();
        assertThat(letter.value()).isEqualTo(garbage);
        assertThat(jdbc.sql("select code, verified from dead_letters where tenant_id = ?")
                        .param(tenant.value())
                        .query((row, _) -> Map.entry(row.getString(1), row.getBoolean(2)))
                        .list())
                .containsExactlyInAnyOrder(
                        Map.entry("undecodable", false),
                        Map.entry("refused_here", true),
                        Map.entry("processing_failed", true));
        assertThat(PlatformParts.header(letter, "dlt_topic")).isEqualTo(USERS);
        assertThat(PlatformParts.header(letter, "tenant_id")).isEqualTo(tenant.toString());
        long offset = Long.parseLong(PlatformParts.header(letter, "dlt_offset"));
        assertThat(PlatformParts.read(USERS).stream().filter(record -> record.offset() == offset))
                .singleElement()
                .satisfies(record -> assertThat(record.value()).isEqualTo(garbage));
    }

    @Test
    void processesADeadLetterAgainOnceHoweverOftenThatIsAskedAndWhateverFailsInBetween() throws Exception {
        // Given one that fails again
        publish("bug-to-repair", "bug-to-erase");
        await().atMost(Duration.ofSeconds(60)).until(() -> letters("waiting").size() == 2);
        var id = letters("waiting").get("bug-to-repair");
        request(id);
        await().atMost(Duration.ofSeconds(60)).until(() -> attempts(id) == 2);
        assertThat(effects()).isEmpty();

        // When two ask once the bug is repaired, and the transaction fails twice behind the effect
        listener.repaired.set(true);
        listener.outages.set(2);
        try {
            request(id);
            var last = request(id);
            await().atMost(Duration.ofSeconds(60)).until(() -> requestsFulfilled() > last);
        } finally {
            listener.repaired.set(false);
        }

        // Then
        assertThat(listener.outages).hasValue(0);
        assertThat(effects()).isEqualTo(Map.of("bug-to-repair", 1));
        assertThat(letters("redriven")).containsOnlyKeys("bug-to-repair");

        // When what the other one is about is erased
        var erased = transactions.execute(_ -> erasure.erase(jdbc, tenant, "bug-to-erase"));

        // Then
        assertThat(erased).isEqualTo(1);
        assertThat(letters("waiting")).isEmpty();
        await().untilAsserted(() -> assertThat(facts())
                .containsExactlyInAnyOrder(
                        "WAITING 1 bug-to-repair",
                        "WAITING 2 bug-to-repair",
                        "REDRIVEN 3 bug-to-repair",
                        "WAITING 1 bug-to-erase",
                        "GONE 1 bug-to-erase"));
    }

    @Test
    void changesNothingWhenRecordsComeAgainAndWhenTwoConsumersBelieveTheyOwnThem() throws Exception {
        publish("again-1", "again-2", "again-3");
        await().untilAsserted(() -> assertThat(effects()).hasSize(3));
        List<ConsumerRecord<byte[], byte[]>> all = PlatformParts.read(USERS);

        try (var threads = Executors.newFixedThreadPool(2)) {
            var zombies = new ArrayList<Future<?>>();
            for (int i = 0; i < 2; i++) {
                zombies.add(threads.submit(() -> batch(EffectsListener.GROUP).onMessage(all)));
            }
            for (var zombie : zombies) {
                zombie.get();
            }
        }

        assertThat(effects()).isEqualTo(Map.of("again-1", 1, "again-2", 1, "again-3", 1));
    }

    @Test
    void letsOnlyOneOfTwoConsumersOfAFreshGroupTakeEffect() throws Exception {
        publish("fresh-1", "fresh-2");
        await().untilAsserted(() -> assertThat(effects()).hasSize(2));
        List<ConsumerRecord<byte[], byte[]>> mine = PlatformParts.read(USERS).stream()
                .filter(record -> new String(record.key(), UTF_8).startsWith(tenant.toString()))
                .toList();
        String group = "fresh." + UUID.randomUUID();

        try (var threads = Executors.newFixedThreadPool(4)) {
            var racers = new ArrayList<Future<?>>();
            for (int i = 0; i < 4; i++) {
                racers.add(threads.submit(() -> batch(group).onMessage(mine)));
            }
            for (var racer : racers) {
                racer.get();
            }
        }

        assertThat(effects()).isEqualTo(Map.of("fresh-1", 2, "fresh-2", 2));
    }

    @Test
    void losesAndRepeatsNothingWhenPostgresIsKilledInMidStream() throws Exception {
        var expected = new TreeMap<String, Integer>();
        for (int i = 0; i < 300; i++) {
            expected.put("killed-" + i, 1);
        }
        List<String> names = List.copyOf(expected.keySet());

        // Not by the outbox, which is in the same Postgres: its relay may write a fact twice when that is killed.
        try (var producer = producer()) {
            for (String name : names.subList(0, 150)) {
                producer.send(record(name)).get();
            }
            TestParts.shared().kill(Part.POSTGRES);
            for (String name : names.subList(150, 300)) {
                producer.send(record(name)).get();
            }
        }
        TestParts.shared().start(Part.POSTGRES);

        await().atMost(Duration.ofSeconds(60))
                .ignoreExceptions()
                .untilAsserted(() -> assertThat(effects()).isEqualTo(expected));
    }

    @Test
    void holdsACompactedTopicInMemory() {
        publish("seen");

        await().untilAsserted(() -> assertThat(view.users).containsKey(tenant + ":seen"));
    }

    private static KafkaProducer<String, byte[]> producer() {
        return new KafkaProducer<>(
                Map.<String, Object>of(
                        "bootstrap.servers",
                        TestParts.shared().properties("health").get("spring.kafka.bootstrap-servers")),
                new StringSerializer(),
                new ByteArraySerializer());
    }

    private TransactionalBatch<UserState> batch(String group) {
        return new TransactionalBatch<>(
                listener,
                new ReceivedRecords<>(codec, UserState.class),
                new ConsumerOffsets(jdbc, group, USERS),
                (record, poison) -> fail(poison.message()),
                transactions);
    }

    /** Asks for a letter to be processed again, and says at which offset. */
    private long request(UUID letter) throws Exception {
        var topic = Topics.DEAD_LETTER_REQUESTS.name();
        var request = DeadLetterRequest.newBuilder()
                .setLetterId(Ulids.format(letter))
                .setService("health-service")
                .setWish(DeadLetterWish.REDRIVE)
                .setRequestedAt(Instant.EPOCH)
                .build();
        try (var producer = producer()) {
            return producer.send(new ProducerRecord<>(topic, request.getLetterId(), codec.encode(topic, request)))
                    .get()
                    .offset();
        }
    }

    private long requestsFulfilled() {
        return new ConsumerOffsets(jdbc, "health-service.dead-letter-requests", Topics.DEAD_LETTER_REQUESTS.name())
                .find(new TopicPartition(Topics.DEAD_LETTER_REQUESTS.name(), 0))
                .orElse(0L);
    }

    /** This tenant's letters in a state, by the user they are about. */
    private Map<String, UUID> letters(String state) {
        var letters = new TreeMap<String, UUID>();
        jdbc.sql("select id, record_key from dead_letters where tenant_id = ? and state = ?")
                .params(tenant.value(), state)
                .query(row -> {
                    letters.put(user(row.getBytes(2)), row.getObject(1, UUID.class));
                });
        return letters;
    }

    private int attempts(UUID letter) {
        return jdbc.sql("select attempts from dead_letters where id = ?")
                .param(letter)
                .query(Integer.class)
                .single();
    }

    private List<String> facts() {
        return PlatformParts.read(Topics.DEAD_LETTERS.name()).stream()
                .map(record -> codec.decode(record.topic(), record.value(), DeadLetter.class))
                .filter(letter -> tenant.toString().equals(letter.getTenantId()))
                .map(letter -> letter.getState() + " " + letter.getAttempts() + " "
                        + user(letter.getRecordKey().getBytes(UTF_8)))
                .toList();
    }

    private static String user(byte[] key) {
        return new String(key, UTF_8).split(":", -1)[1];
    }

    private void publish(String... names) {
        transactions.executeWithoutResult(status -> {
            for (String name : names) {
                publish(tenant + ":" + name, codec.encode(USERS, PlatformParts.user(tenant, name, 1)));
            }
        });
    }

    private ProducerRecord<String, byte[]> record(String name) {
        var record = new ProducerRecord<>(
                USERS, tenant + ":" + name, codec.encode(USERS, PlatformParts.user(tenant, name, 1)));
        record.headers().add("tenant_id", tenant.toString().getBytes(UTF_8));
        return record;
    }

    private void publishRaw(String key, byte[] value) {
        transactions.executeWithoutResult(status -> publish(key, value));
    }

    private void publish(String key, byte[] value) {
        outbox.append(new OutboxRecord(USERS, key, value, UUID.randomUUID(), "user.created", tenant, 1));
    }

    private Map<String, Integer> effects() {
        var effects = new TreeMap<String, Integer>();
        jdbc.sql("select name, times from effects where tenant_id = ?")
                .param(tenant.value())
                .query(row -> {
                    effects.put(row.getString("name"), row.getInt("times"));
                });
        return effects;
    }

    private List<ConsumerRecord<byte[], byte[]>> deadLetters() {
        return PlatformParts.read(DEAD_LETTERS).stream()
                .filter(record -> PlatformParts.header(record, "tenant_id").equals(tenant.toString()))
                .toList();
    }

    /** Users held in memory, by record key. */
    static final class UsersView {
        final Map<String, UserState> users = new ConcurrentHashMap<>();
    }

    @TestConfiguration(proxyBeanMethods = false)
    static class Listening {

        @Bean
        EffectsListener effectsListener(@Worker JdbcClient jdbc, Outbox outbox) {
            return new EffectsListener(jdbc, outbox);
        }

        @Bean
        UsersView usersView(TopicViews views) {
            var view = new UsersView();
            views.follow(Topics.USERS.name(), UserState.class, received -> {
                UserState user = received.value();
                if (user != null) {
                    view.users.put(received.key(), user);
                }
            });
            return view;
        }
    }
}
