package com.lealup.gateway.deadletter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.lealup.gateway.testing.GatewayTestBase;
import com.lealup.local.testing.TestParts;
import com.lealup.platform.id.Ulids;
import com.lealup.platform.serde.AvroCodec;
import com.lealup.schemas.Topics;
import com.lealup.schemas.v1.DeadLetter;
import com.lealup.schemas.v1.DeadLetterRequest;
import com.lealup.schemas.v1.DeadLetterState;
import com.lealup.schemas.v1.DeadLetterWish;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** The list and the wishes; that a service fulfils them is the platform's and each service's own test. */
class DeadLettersIT extends GatewayTestBase {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Instant now = Instant.now().truncatedTo(ChronoUnit.MICROS);

    private Workspace workspace;
    private Workspace stranger;

    @Autowired
    private AvroCodec codec;

    @BeforeEach
    void newWorkspaces() {
        workspace = newWorkspace();
        stranger = newWorkspace();
    }

    @Test
    void showsAWorkspaceItsOwnAndTheOperatorAll() throws Exception {
        // Given
        var undecodable = failed(workspace.tenantId(), "undecodable");
        var refused = failed(workspace.tenantId(), "key_mismatch");
        var others = failed(stranger.tenantId(), "undecodable");
        var nobodys = failed(null, "undecodable");

        // When
        awaitListed(workspace, undecodable, refused);
        awaitListed(stranger, others);

        // Then
        var shown = get(workspace.key(), "/v1/dead-letters/" + refused).json();
        assertThat(shown.path("state").asString()).isEqualTo("waiting");
        assertThat(shown.at("/cause/code").asString()).isEqualTo("key_mismatch");
        assertThat(shown.at("/source/offset").asLong()).isEqualTo(42);
        assertThat(ids(workspace, "?cause=undecodable&service=health-service&topic=lealup.usage-events.v1"))
                .containsExactly(undecodable);
        assertThat(ids(workspace, "?since=" + now.plusSeconds(1))).isEmpty();
        assertThat(ids(workspace, "?state=redriven")).isEmpty();
        var page = get(workspace.key(), "/v1/dead-letters?limit=1").json();
        assertThat(ids(workspace, "?limit=1&cursor=" + page.path("next_cursor").asString()))
                .containsExactly(undecodable);
        assertThat(operator("GET", "/operator/dead-letters?limit=200", null)
                        .json()
                        .path("data")
                        .findValuesAsString("id"))
                .contains(undecodable, refused, others, nobodys);
        assertThat(List.of(
                        get(workspace.key(), "/v1/dead-letters/" + others).status(),
                        get(workspace.key(), "/v1/dead-letters/" + nobodys).status(),
                        redrive(workspace, others).status(),
                        send(workspace.key(), "DELETE", "/v1/dead-letters/" + others, null)
                                .status()))
                .containsOnly(404);
        assertThat(get(newKey(workspace, "audit:read"), "/v1/dead-letters").status())
                .isEqualTo(403);
        assertThat(get(workspace.key(), "/v1/dead-letters?since=yesterday&topic=No")
                        .json()
                        .path("errors")
                        .findValuesAsString("pointer"))
                .containsExactlyInAnyOrder("?since", "?topic");
        operator("DELETE", "/operator/dead-letters/" + nobodys, null);
        assertThat(requests(nobodys)).containsExactly(DeadLetterWish.DISMISS);
    }

    @Test
    void asksOnceThoughTwoPressAndAgainOnlyAfterItFailedAgain() throws Exception {
        // Given
        var letter = failed(workspace.tenantId(), "processing_failed");
        awaitListed(workspace, letter);

        // When
        List<Callable<Integer>> both = List.of(
                () -> redrive(workspace, letter).status(),
                () -> operator("POST", "/operator/dead-letters/" + letter + "/redrive", null)
                        .status());
        try (var threads = Executors.newFixedThreadPool(2)) {
            for (var answer : threads.invokeAll(both)) {
                assertThat(answer.get()).isEqualTo(202);
            }
        }

        // Then
        assertThat(state(letter)).isEqualTo("redriving");
        assertThat(requests(letter)).containsExactly(DeadLetterWish.REDRIVE);

        // When it fails again, is asked for again, succeeds, and an older fact comes late
        tell(fact(letter, workspace.tenantId(), "still_wrong")
                .setAttempts(2)
                .setRevision(2)
                .build());
        await().atMost(PATIENCE).until(() -> state(letter).equals("waiting"));
        assertThat(get(workspace.key(), "/v1/dead-letters/" + letter)
                        .json()
                        .at("/cause/code")
                        .asString())
                .isEqualTo("still_wrong");
        redrive(workspace, letter);
        tell(fact(letter, workspace.tenantId(), "still_wrong")
                .setState(DeadLetterState.REDRIVEN)
                .setAttempts(3)
                .setRevision(3)
                .build());
        tell(fact(letter, workspace.tenantId(), "still_wrong")
                .setAttempts(2)
                .setRevision(2)
                .build());
        await().atMost(PATIENCE).until(() -> state(letter).equals("redriven"));
        redrive(workspace, letter);

        // Then
        assertThat(requests(letter)).containsExactly(DeadLetterWish.REDRIVE, DeadLetterWish.REDRIVE);
        assertThat(get(workspace.key(), "/v1/audit-log?subject=" + letter)
                        .json()
                        .path("data")
                        .findValuesAsString("action"))
                .containsExactly("dead_letter.redrive_requested", "dead_letter.redrive_requested");
    }

    @Test
    void forgetsWhatIsDismissedOrGone() throws Exception {
        var dismissed = failed(workspace.tenantId(), "undecodable");
        var gone = failed(workspace.tenantId(), "undecodable");
        awaitListed(workspace, dismissed, gone);

        tell(fact(gone, workspace.tenantId(), "undecodable")
                .setState(DeadLetterState.GONE)
                .setRevision(Long.MAX_VALUE)
                .build());
        var answer = send(workspace.key(), "DELETE", "/v1/dead-letters/" + dismissed, null);

        assertThat(answer.status()).isEqualTo(204);
        awaitListed(workspace);
        assertThat(ids(workspace, "?state=dismissed")).containsExactly(dismissed);
        assertThat(redrive(workspace, dismissed).status()).isEqualTo(404);
        assertThat(requests(dismissed)).containsExactly(DeadLetterWish.DISMISS);
    }

    private String failed(@Nullable String tenant, String code) throws Exception {
        var id = Ulids.format(Ulids.next());
        tell(fact(id, tenant, code).build());
        return id;
    }

    private DeadLetter.Builder fact(String id, @Nullable String tenant, String code) {
        return DeadLetter.newBuilder()
                .setLetterId(id)
                .setTenantId(tenant)
                .setService("health-service")
                .setConsumerGroup("health-service.usage")
                .setSourceTopic("lealup.usage-events.v1")
                .setSourcePartition(0)
                .setSourceOffset(42)
                .setRecordKey(tenant + ":" + id)
                .setRequestId("req-7")
                .setCode(code)
                .setMessage("It cannot be read")
                .setState(DeadLetterState.WAITING)
                .setAttempts(1)
                .setRevision(1)
                .setFailedAt(now)
                .setChangedAt(now);
    }

    private void tell(DeadLetter fact) throws Exception {
        var topic = Topics.DEAD_LETTERS.name();
        try (var producer = new KafkaProducer<>(
                Map.<String, Object>of("bootstrap.servers", TestParts.shared().bootstrapServers()),
                new StringSerializer(),
                new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(topic, fact.getLetterId(), codec.encode(topic, fact)))
                    .get();
        }
    }

    private void awaitListed(Workspace of, String... letters) {
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(ids(of, "")).containsExactlyInAnyOrder(letters));
    }

    private List<String> ids(Workspace of, String query) {
        return get(of.key(), "/v1/dead-letters" + query).json().path("data").findValuesAsString("id");
    }

    private String state(String letter) {
        return get(workspace.key(), "/v1/dead-letters/" + letter)
                .json()
                .path("state")
                .asString();
    }

    private Answer redrive(Workspace by, String letter) {
        return send(
                by.key(),
                "POST",
                "/v1/dead-letters/" + letter + "/redrive",
                null,
                "Idempotency-Key",
                Ulids.format(Ulids.next()));
    }

    /** What was wished of a letter, once a wish that was made after it has been relayed, too. */
    private List<DeadLetterWish> requests(String letter) throws Exception {
        var last = failed(workspace.tenantId(), "last");
        await().atMost(PATIENCE)
                .until(() -> get(workspace.key(), "/v1/dead-letters/" + last).status() == 200);
        redrive(workspace, last);
        var wishes = new ArrayList<DeadLetterWish>();
        await().atMost(PATIENCE).until(() -> {
            wishes.clear();
            var found = false;
            for (var request : allRequests()) {
                found |= request.getLetterId().equals(last);
                if (request.getLetterId().equals(letter)) {
                    wishes.add(request.getWish());
                }
            }
            return found;
        });
        send(workspace.key(), "DELETE", "/v1/dead-letters/" + last, null);
        return wishes;
    }

    private List<DeadLetterRequest> allRequests() {
        var topic = Topics.DEAD_LETTER_REQUESTS.name();
        var requests = new ArrayList<DeadLetterRequest>();
        try (var consumer = new KafkaConsumer<>(
                Map.of(
                        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        TestParts.shared().bootstrapServers(),
                        ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                        "read_committed"),
                new StringDeserializer(),
                new ByteArrayDeserializer())) {
            var partition = new TopicPartition(topic, 0);
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            var end = consumer.endOffsets(List.of(partition)).get(partition);
            while (consumer.position(partition) < end) {
                consumer.poll(Duration.ofMillis(200))
                        .forEach(record -> requests.add(codec.decode(topic, record.value(), DeadLetterRequest.class)));
            }
        }
        return requests;
    }
}
