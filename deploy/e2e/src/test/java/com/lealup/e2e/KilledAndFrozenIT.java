package com.lealup.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.lealup.e2e.RunningSuite.Workspace;
import com.lealup.schemas.Topics;
import com.lealup.schemas.v1.CustomerState;
import com.lealup.schemas.v1.HealthScore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Processes that die and processes that stand still, under load. */
class KilledAndFrozenIT {

    private static final int BATCH = 200;
    private static final int PAGE = 200;
    private static final int WIRE_HEADER = 5;
    private static final boolean LONG = Boolean.getBoolean("lealup.long");
    private static final int EVENTS = LONG ? 20_000 : 10_000;
    private static final Duration FROZEN = Duration.ofSeconds(LONG ? 30 : 15);

    private final RunningSuite suite = RunningSuite.shared();
    private final Workspace workspace = suite.workspace();
    private final ApiClient api = new ApiClient(suite.base(), workspace.key());

    @Test
    void holdsEachAcceptedEventOnceWhenTheHealthServiceIsKilledInMidStream() {
        String customer = api.customer("streamed.example");

        for (int sent = 0; sent < EVENTS; sent += BATCH) {
            assertThat(send(customer, sent)).isEqualTo(BATCH);
            if (sent == EVENTS / 4) {
                suite.kill("health-service");
            }
            if (sent == EVENTS / 2) {
                suite.restart("health-service");
            }
            if (LONG && sent == EVENTS * 3 / 4) {
                suite.kill("health-service");
                suite.restart("health-service");
            }
        }

        // One customer's events take effect in their order, so the last one comes last.
        await().atMost(Duration.ofSeconds(120))
                .pollInterval(Duration.ofSeconds(1))
                .until(() -> newest(customer).contains("e" + (EVENTS - 1)));
        assertThat(timeline(customer))
                .doesNotHaveDuplicates()
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.range(0, EVENTS).mapToObj(i -> "e" + i).toList());
    }

    @Test
    void endsNoTopicWithAnOlderStateThanTheDatabaseAfterARelayWasFrozen() {
        List<String> customers = IntStream.range(0, 10)
                .mapToObj(i -> api.customer("frozen-" + i + ".example"))
                .toList();
        var stop = new CompletableFuture<Void>();

        // Given changes of customers and of scores, all the time
        var changes = CompletableFuture.runAsync(() -> change(customers, stop));
        suite.signal("health-service", "STOP");
        suite.signal("customer-service", "STOP");

        // When the processes that relay them stand still for a while
        await().pollDelay(FROZEN).atMost(FROZEN.plusSeconds(5)).until(() -> true);
        suite.signal("customer-service", "CONT");
        suite.signal("health-service", "CONT");
        await().pollDelay(Duration.ofSeconds(3)).until(() -> true);
        stop.complete(null);
        changes.join();

        // Then each topic ends with what the API shows
        await().atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofSeconds(2))
                .untilAsserted(() -> {
                    Map<String, CustomerState> states = latest(Topics.CUSTOMERS.name(), new CustomerState());
                    Map<String, HealthScore> scores = latest(Topics.HEALTH_SCORES.name(), new HealthScore());
                    assertThat(scores)
                            .containsKeys(customers.stream().map(this::key).toArray(String[]::new));
                    for (String customer : customers) {
                        JsonNode shown = api.get("/v1/customers/" + customer).body();
                        JsonNode health =
                                api.get("/v1/customers/" + customer + "/health").body();
                        assertThat(states.get(key(customer)).getName())
                                .isEqualTo(shown.get("name").asString());
                        assertThat(scores.get(key(customer)).getScore())
                                .isEqualTo(health.get("score").asInt());
                        assertThat(shown.get("health_score").asInt())
                                .isEqualTo(health.get("score").asInt());
                    }
                });
    }

    private void change(List<String> customers, CompletableFuture<Void> stop) {
        for (int round = 0; !stop.isDone(); round++) {
            for (String customer : customers) {
                try {
                    api.patch("/v1/customers/" + customer, "{\"name\": \"Round " + round + "\"}");
                    send(customer, round * BATCH);
                } catch (UncheckedIOException e) {
                    // A frozen service answers nobody; what it did with the request shows when it wakes.
                    assertThat(stop.isDone()).isFalse();
                }
            }
        }
    }

    private int send(String customer, int first) {
        String events = IntStream.range(first, first + BATCH)
                .mapToObj(i -> """
                        {"customer_id": "%s", "event_name": "report_exported", "user_email": "u%d@acme.test",
                         "external_id": "e%d"}
                        """.formatted(customer, i % 50, i))
                .collect(Collectors.joining(",", "[", "]"));
        ApiClient.Answer answer = api.post("/v1/events", events);
        return answer.status() == 202 ? answer.body().get("accepted").asInt() : 0;
    }

    private List<String> newest(String customer) {
        return ids(page(customer, ""));
    }

    private JsonNode page(String customer, String cursor) {
        return api.get("/v1/customers/" + customer + "/timeline?type=usage_event&limit=" + PAGE + cursor)
                .body();
    }

    private static List<String> ids(JsonNode page) {
        return page.path("data")
                .valueStream()
                .map(entry -> entry.at("/data/external_id").asString())
                .toList();
    }

    /** The client's ids of all events in the timeline. */
    private List<String> timeline(String customer) {
        var ids = new ArrayList<String>();
        String cursor = "";
        while (true) {
            JsonNode page = page(customer, cursor);
            ids.addAll(ids(page));
            if (!page.get("has_more").asBoolean()) {
                return ids;
            }
            cursor = "&cursor=" + page.get("next_cursor").asString();
        }
    }

    private String key(String customer) {
        return workspace.tenantId() + ":" + customer;
    }

    private <V extends SpecificRecord> Map<String, V> latest(String topic, V empty) {
        var latest = new HashMap<String, V>();
        Map<String, Object> config = Map.of("bootstrap.servers", suite.kafka(), "isolation.level", "read_committed");
        try (var consumer = new KafkaConsumer<>(config, new StringDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(partition -> new TopicPartition(topic, partition.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> end = consumer.endOffsets(partitions);
            while (end.entrySet().stream().anyMatch(entry -> consumer.position(entry.getKey()) < entry.getValue())) {
                consumer.poll(Duration.ofMillis(100)).forEach(record -> {
                    if (record.key().startsWith(workspace.tenantId()) && record.value() != null) {
                        latest.put(record.key(), decode(record.value(), empty));
                    }
                });
            }
        }
        return latest;
    }

    private static <V extends SpecificRecord> V decode(byte[] bytes, V empty) {
        try {
            return new SpecificDatumReader<V>(empty.getSchema())
                    .read(
                            null,
                            DecoderFactory.get().binaryDecoder(bytes, WIRE_HEADER, bytes.length - WIRE_HEADER, null));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
