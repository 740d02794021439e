package com.lealup.load.customers;

import static com.lealup.load.report.Report.rounded;

import com.lealup.load.report.Latencies;
import com.lealup.load.suite.Api;
import com.lealup.load.wire.Generator;
import com.lealup.load.wire.Outcome;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Creates and reads customers one by one, through the gateway. */
final class SingleCustomers {

    private static final double CREATE_TARGET = 0.5;
    private static final double GET_TARGET = 5_000;
    private static final double TOPIC_TARGET_MS = 100;
    private static final int CONNECTIONS = 16;
    private static final int ROUNDS = 3;
    private static final int MOST_A_SECOND = 5_000;
    private static final int RATE = 500;
    private static final Duration TURN = Duration.ofSeconds(6);
    private static final Duration OPEN_LOOP = Duration.ofSeconds(20);
    private static final Duration LAST_FACTS = Duration.ofSeconds(20);
    private static final Duration POLL = Duration.ofMillis(100);
    private static final String CHANGES = "lealup.customer-changes.v1";

    private final InstantSource clock = InstantSource.system();
    private final int port;
    private final String key;

    SingleCustomers(int port, String key) {
        this.port = port;
        this.key = key;
    }

    /** Creations, each answered when it is durable, beside the same inserts by pgbench, in turns. */
    Map<String, Object> create(PgBench reference) {
        var ratios = new ArrayList<Double>();
        var created = new ArrayList<Double>();
        var inserted = new ArrayList<Double>();
        var failed = 0L;
        createFor(TURN);
        for (var round = 0; round < ROUNDS; round++) {
            var outcome = createFor(TURN);
            var transactions = reference.perSecond(CONNECTIONS, TURN);
            created.add(outcome.perSecond());
            inserted.add(transactions);
            ratios.add(outcome.perSecond() / transactions);
            failed += outcome.failed();
        }
        var figures = new LinkedHashMap<String, Object>();
        figures.put("ratio", rounded(median(ratios)));
        figures.put("target", CREATE_TARGET);
        figures.put("reached", median(ratios) >= CREATE_TARGET);
        figures.put("reference", "the same inserts by pgbench");
        figures.put("created_per_second", rounded(median(created)));
        figures.put("pgbench_per_second", rounded(median(inserted)));
        figures.put("failed", failed);
        return figures;
    }

    /** Reads of customers that exist. */
    Map<String, Object> get(Api api) {
        var requests = new ArrayList<byte[]>();
        api.get("/v1/customers?limit=200", 200)
                .body()
                .get("data")
                .forEach(customer -> requests.add(
                        request("GET", "/v1/customers/" + customer.get("id").asString(), "")));
        var generator = new Generator(port, requests, CONNECTIONS);
        generator.closedLoop(TURN);
        var outcome = generator.closedLoop(TURN);
        var figures = new LinkedHashMap<String, Object>();
        figures.put("per_second", rounded(outcome.perSecond()));
        figures.put("target", GET_TARGET);
        figures.put("reached", outcome.perSecond() >= GET_TARGET);
        figures.put("failed", outcome.failed());
        figures.putAll(outcome.latencies().toReport());
        return figures;
    }

    /**
     * From the making of a fact, just before its commit, until a subscriber has it, at a fixed rate of creations. The
     * moment is in the fact's id, a ULID, to the millisecond.
     */
    Map<String, Object> onTopic(int kafkaPort) {
        var latencies = new Latencies();
        try (var subscriber = subscriber(kafkaPort)) {
            var creations = Thread.ofPlatform()
                    .start(() -> new Generator(port, requests(RATE * OPEN_LOOP.toSeconds()), CONNECTIONS)
                            .openLoop(RATE, OPEN_LOOP));
            var expected = RATE * OPEN_LOOP.toSeconds();
            var deadline = System.nanoTime() + OPEN_LOOP.plus(LAST_FACTS).toNanos();
            while (latencies.count() < expected && System.nanoTime() < deadline) {
                for (var record : subscriber.poll(POLL)) {
                    var id = new String(record.headers().lastHeader("event_id").value(), StandardCharsets.US_ASCII);
                    var made = UUID.fromString(id).getMostSignificantBits() >>> 16;
                    latencies.add(Duration.ofMillis(clock.millis() - made));
                }
            }
            creations.join();
            var figures = new LinkedHashMap<String, Object>();
            figures.put("creations_per_second", RATE);
            figures.put("target_p99_ms", TOPIC_TARGET_MS);
            figures.put("reached", latencies.count() == expected && latencies.percentile(99) <= TOPIC_TARGET_MS);
            figures.put("missing", expected - latencies.count());
            figures.putAll(latencies.toReport());
            return figures;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private Outcome createFor(Duration time) {
        return new Generator(port, requests(MOST_A_SECOND * time.toSeconds()), CONNECTIONS).closedLoop(time);
    }

    private List<byte[]> requests(long count) {
        var run = UUID.randomUUID().toString().substring(0, 8);
        return IntStream.range(0, (int) count)
                .mapToObj(i -> request("POST", "/v1/customers", """
                        {"name": "Acme Robotics %1$d", "email_domain": "s%1$d-%2$s.example", "arr": 1250.50, \
                        "status": "active", "renewal_date": "2029-06-15", \
                        "custom_fields": {"seats": 12, "region": "EMEA"}}\
                        """.formatted(i, run)))
                .toList();
    }

    private byte[] request(String method, String target, String body) {
        var content =
                body.isEmpty() ? "" : "Content-Type: application/json\r\nContent-Length: " + body.length() + "\r\n";
        return (method + " " + target + " HTTP/1.1\r\nHost: api.example.com\r\nAuthorization: Bearer " + key + "\r\n"
                        + content + "\r\n" + body)
                .getBytes(StandardCharsets.US_ASCII);
    }

    private static KafkaConsumer<byte[], byte[]> subscriber(int kafkaPort) {
        var subscriber = new KafkaConsumer<>(
                Map.of(
                        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        "127.0.0.1:" + kafkaPort,
                        ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                        "read_committed"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
        var partitions = subscriber.partitionsFor(CHANGES).stream()
                .map(partition -> new TopicPartition(CHANGES, partition.partition()))
                .toList();
        subscriber.assign(partitions);
        subscriber.seekToEnd(partitions);
        partitions.forEach(subscriber::position);
        return subscriber;
    }

    private static double median(List<Double> figures) {
        return figures.stream().sorted().toList().get(figures.size() / 2);
    }
}
