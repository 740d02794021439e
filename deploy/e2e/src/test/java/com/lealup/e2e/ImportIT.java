package com.lealup.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.lealup.e2e.RunningSuite.Workspace;
import com.lealup.schemas.Topics;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.SequenceInputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/**
 * A file through the gateway, in and out again, with the process that works it off killed: three times with
 * {@code --long}.
 */
class ImportIT {

    private static final boolean LONG = Boolean.getBoolean("lealup.long");
    private static final int ROWS = LONG ? 30_000 : 10_000;
    private static final int KILLS = LONG ? 3 : 1;
    private static final String NOTE = "n".repeat(400);

    private final RunningSuite suite = RunningSuite.shared();
    private final Workspace workspace = suite.workspace();
    private final ApiClient api = new ApiClient(suite.base(), workspace.key());

    @Test
    void writesEachRowOnceWhenTheProcessIsKilledAgainAndAgain() throws IOException {
        // Given a file that is far larger than the body of any other request may be
        var run = UUID.randomUUID().toString().substring(0, 8);
        var accepted = api.upload("/v1/customers/imports", "text/csv", () -> file(run));
        assertThat(accepted.status()).as(accepted.toString()).isEqualTo(202);
        var job = accepted.body().get("job_id").asString();

        // When
        var random = new Random();
        var seen = -1;
        for (var kill = 0; kill < KILLS; kill++) {
            seen = awaitMore(job, seen);
            assertThat(seen).as("rows before kill " + kill).isLessThan(ROWS);
            var instant = Duration.ofMillis(1 + random.nextInt(700));
            await().pollDelay(instant).atMost(instant.plusSeconds(5)).until(() -> true);
            suite.kill("customer-service");
            suite.restart("customer-service");
        }
        await().atMost(Duration.ofMinutes(3))
                .pollInterval(Duration.ofSeconds(1))
                .until(() -> List.of("completed", "failed")
                        .contains(job(job).path("state").asString()));

        // Then
        var done = job(job);
        assertThat(done.get("state").asString()).isEqualTo("completed");
        assertThat(List.of("total", "processed", "created", "updated", "skipped", "failed").stream()
                        .map(count -> done.get(count).asInt()))
                .containsExactly(ROWS, ROWS, ROWS, 0, 0, 0);
        var domains = exportedDomains();
        assertThat(domains).doesNotHaveDuplicates().hasSize(ROWS);
        assertThat(domains)
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.range(0, ROWS).mapToObj(i -> domain(run, i)).toList());
        await().atMost(Duration.ofSeconds(90))
                .pollInterval(Duration.ofSeconds(2))
                .untilAsserted(() -> assertThat(eventIds()).hasSize(ROWS));
    }

    /** Waits until more rows are done than before, with the service there to say so, and gives how many. */
    private int awaitMore(String job, int before) {
        return await().atMost(Duration.ofMinutes(2))
                .pollInterval(Duration.ofMillis(100))
                .until(() -> job(job).path("processed").asInt(-1), done -> done > before && done > 0);
    }

    /** Empty while the service is down. */
    private JsonNode job(String id) {
        return api.get("/v1/jobs/" + id).body();
    }

    private static InputStream file(String run) {
        return new SequenceInputStream(Collections.enumeration(IntStream.range(-1, ROWS)
                .mapToObj(i -> i < 0
                        ? "company,domain,arr,cf_note\n"
                        : "Customer " + i + "," + domain(run, i) + "," + i + ".50," + NOTE + "\n")
                .<InputStream>map(line -> new ByteArrayInputStream(line.getBytes(UTF_8)))
                .toList()));
    }

    private static String domain(String run, int i) {
        return "c" + i + "-" + run + ".example";
    }

    private List<String> exportedDomains() throws IOException {
        var answer = api.download("/v1/customers/export?format=ndjson&sort=name");
        assertThat(answer.statusCode()).isEqualTo(200);
        var domains = new ArrayList<String>();
        try (var lines = new BufferedReader(new InputStreamReader(answer.body(), UTF_8))) {
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                domains.add(ApiClient.JSON.readTree(line).get("email_domain").asString());
            }
        }
        return domains;
    }

    /**
     * Of each customer of the workspace on the topic of changes, the ids of what was told: a repeated fact has its own.
     */
    private Map<String, String> eventIds() {
        var ids = new HashMap<String, String>();
        var topic = Topics.CUSTOMER_CHANGES;
        try (var consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", suite.kafka(), "isolation.level", "read_committed"),
                new StringDeserializer(),
                new ByteArrayDeserializer())) {
            var partitions = IntStream.range(0, topic.partitions())
                    .mapToObj(partition -> new TopicPartition(topic.name(), partition))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            var ends = consumer.endOffsets(partitions);
            while (partitions.stream().anyMatch(one -> consumer.position(one) < ends.get(one))) {
                consumer.poll(Duration.ofMillis(200)).forEach(record -> {
                    if (record.key().startsWith(workspace.tenantId() + ":")) {
                        var id = new String(
                                record.headers().lastHeader("event_id").value(), UTF_8);
                        assertThat(ids.merge(
                                        record.key(), id, (first, second) -> first.equals(second) ? first : "twice"))
                                .as(record.key())
                                .isEqualTo(id);
                    }
                });
            }
        }
        return ids;
    }
}
