package com.lealup.gateway.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.lealup.gateway.testing.GatewayTestBase;
import com.lealup.local.testing.TestParts;
import com.lealup.platform.id.Ulids;
import com.lealup.platform.identity.Caller;
import com.lealup.platform.identity.Callers;
import com.lealup.platform.identity.PrincipalType;
import com.lealup.platform.identity.TenantId;
import com.lealup.platform.serde.AvroCodec;
import com.lealup.schemas.Topic;
import com.lealup.schemas.Topics;
import com.lealup.schemas.v1.Actor;
import com.lealup.schemas.v1.ActorType;
import com.lealup.schemas.v1.AuditAct;
import com.lealup.schemas.v1.CustomerChange;
import com.lealup.schemas.v1.CustomerChangeType;
import com.lealup.schemas.v1.CustomerState;
import com.lealup.schemas.v1.CustomerStatus;
import com.lealup.schemas.v1.ErasureAck;
import com.lealup.schemas.v1.ErasureCause;
import com.lealup.schemas.v1.ErasureRequest;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;

class AuditLogIT extends GatewayTestBase {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private final Instant now = Instant.now().truncatedTo(ChronoUnit.MICROS);

    private Workspace workspace;

    @Autowired
    private AvroCodec codec;

    @Autowired
    private AuditLog log;

    @Autowired
    private TransactionTemplate transaction;

    @BeforeEach
    void newWorkspaceForEachTest() {
        workspace = newWorkspace();
    }

    @Test
    void showsAnActThatCommitted() {
        // When
        act("api_key.created", Map.of(), Map.of("name", "nightly"));

        // Then
        var entry = entriesOf("api_key.created").getFirst();
        assertThat(entry.at("/actor/type").asString()).isEqualTo("operator");
        assertThat(entry.at("/actor/name").asString()).isEqualTo("Ana");
        assertThat(entry.at("/subject/type").asString()).isEqualTo("api_key");
        assertThat(entry.path("client_address").asString()).isEqualTo("203.0.113.9");
        assertThat(entry.path("before").isNull()).isTrue();
        assertThat(entry.path("after").toString()).isEqualTo("{\"name\":\"nightly\"}");
    }

    @Test
    void forgetsAnActThatDidNotCommit() {
        as(() -> transaction.executeWithoutResult(status -> {
            log.append(Callers.current(), new Act("api_key.deleted", "api_key", "one", Map.of(), Map.of()));
            status.setRollbackOnly();
        }));

        assertThat(entriesOf("api_key.deleted")).isEmpty();
    }

    @Test
    void showsOfACustomersChangeWhatChanged() throws Exception {
        // Given
        var customer = Ulids.format(Ulids.next());
        var before = customer(customer)
                .setCustomFields(Map.of("seats", "12.50", "region", "\"EMEA\""))
                .build();
        var after = CustomerState.newBuilder(before)
                .setStatus(CustomerStatus.PAUSED)
                .setArr(new BigDecimal("60000.50"))
                .setCustomFields(Map.of("seats", "13", "region", "\"EMEA\""))
                .build();

        // When
        publishChange(change(CustomerChangeType.UPDATED, before, after));

        // Then
        var entry = awaitEntries("customer.updated", 1).getFirst();
        assertThat(entry.at("/subject/id").asString()).isEqualTo(customer);
        assertThat(entry.at("/actor/type").asString()).isEqualTo("user");
        assertThat(entry.path("request_id").asString()).isEqualTo("req-7");
        assertThat(entry.path("client_address").asString()).isEqualTo("203.0.113.7");
        assertThat(entry.path("before"))
                .isEqualTo(JSON.readTree("{\"status\":\"active\",\"arr\":50000,\"custom_fields.seats\":12.50}"));
        assertThat(entry.path("after"))
                .isEqualTo(JSON.readTree("{\"status\":\"paused\",\"arr\":60000.5,\"custom_fields.seats\":13}"));
        assertThat(Instant.parse(entry.path("at").asString())).isEqualTo(now);
    }

    @Test
    void keepsAnActOnceHoweverOftenItArrives() throws Exception {
        // Given
        var subject = Ulids.format(Ulids.next());
        var act = AuditAct.newBuilder(act("webhook_subscription.deleted", "webhook_subscription", subject, ""))
                .setBefore("{\"url\":\"https://acme.example/hook\"}")
                .setAfter(null)
                .build();
        var last = AuditAct.newBuilder(act)
                .setActId(Ulids.format(Ulids.next()))
                .setAction("webhook_subscription.created")
                .build();

        // When
        publish(Topics.WEBHOOK_ACTS, workspace.tenantId(), act);
        publish(Topics.WEBHOOK_ACTS, workspace.tenantId(), act);
        publish(Topics.WEBHOOK_ACTS, workspace.tenantId(), last);

        // Then
        awaitEntries("webhook_subscription.created", 1);
        assertThat(entriesOf("webhook_subscription.deleted")).hasSize(1).first().satisfies(entry -> {
            assertThat(entry.at("/before/url").asString()).isEqualTo("https://acme.example/hook");
            assertThat(entry.path("after").isNull()).isTrue();
        });
    }

    @Test
    void forgetsWhatItSaidOfAnErasedCustomerAndSaysWhoErasedIt() throws Exception {
        // Given
        var customer = Ulids.format(Ulids.next());
        var other = Ulids.format(Ulids.next());
        var state = customer(customer).setName("Zanzibar").build();
        publishChange(change(
                CustomerChangeType.UPDATED,
                state,
                customer(customer).setName("Zanzibar Ltd").build()));
        publishChange(change(
                CustomerChangeType.UPDATED,
                customer(other).build(),
                customer(other).setName("Other").build()));
        awaitEntries("customer.updated", 2);

        // When
        publish(Topics.ERASURES, workspace.tenantId() + ":" + customer, erasure(customer));
        awaitEntries("customer.erased", 1);
        publishChange(change(
                CustomerChangeType.DELETED,
                state,
                customer(customer).setName("Late Zanzibar").build()));
        awaitEntries("customer.deleted", 1);

        // Then
        var all = list("").json().toString();
        assertThat(all).doesNotContain("Zanzibar").contains("\"Other\"");
        assertThat(entriesOf("customer.deleted").getFirst().at("/after/erased").asBoolean())
                .isTrue();
        var entry = entriesOf("customer.erased").getFirst();
        assertThat(entry.at("/subject/id").asString()).isEqualTo(customer);
        assertThat(entry.at("/actor/name").asString()).isEqualTo("Ana");
        assertThat(entry.path("before").isNull()).isTrue();
        assertThat(entriesOf("customer.updated")).hasSize(2);
    }

    @Test
    void forgetsTheContactsOfAnErasedCustomerToo() throws Exception {
        // Given
        var customer = Ulids.format(Ulids.next());
        var segment = Ulids.format(Ulids.next());
        publish(Topics.CUSTOMER_ACTS, workspace.tenantId(), act("contact.created", "customer", customer, "Zanzibar"));
        publish(Topics.CUSTOMER_ACTS, workspace.tenantId(), act("segment.created", "segment", segment, "Islands"));
        awaitEntries("segment.created", 1);
        assertThat(entriesOf("contact.created").getFirst().at("/after/name").asString())
                .isEqualTo("Zanzibar");

        // When
        publish(Topics.ERASURES, workspace.tenantId() + ":" + customer, erasure(customer));
        awaitEntries("customer.erased", 1);
        publish(Topics.CUSTOMER_ACTS, workspace.tenantId(), act("contact.deleted", "customer", customer, "Zanzibar"));
        awaitEntries("contact.deleted", 1);

        // Then
        assertThat(list("").json().toString()).doesNotContain("Zanzibar").contains("Islands");
        assertThat(list("?subject=" + customer).json().path("data").findValuesAsString("action"))
                .containsExactly("contact.deleted", "customer.erased", "contact.created");
    }

    @Test
    void acknowledgesAnErasureOnceHoweverOftenItArrives() throws Exception {
        var customer = Ulids.format(Ulids.next());
        publishChange(change(
                CustomerChangeType.UPDATED,
                customer(customer).build(),
                customer(customer).setName("Z").build()));
        awaitEntries("customer.updated", 1);
        var erasure = erasure(customer);

        publish(Topics.ERASURES, workspace.tenantId() + ":" + customer, erasure);
        publish(Topics.ERASURES, workspace.tenantId() + ":" + customer, erasure);

        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(acks(workspace.tenantId() + ":" + customer))
                        .extracting(ack -> ack.getCounts().get("audit_entries"))
                        .containsExactly(1L, 0L));
        assertThat(entriesOf("customer.erased")).hasSize(1);
    }

    @Test
    void listsNewestFirstPageByPage() {
        // Given
        for (var i = 0; i < 5; i++) {
            act("page.turned", Map.of(), Map.of("number", i));
        }

        // When
        var numbers = new ArrayList<Integer>();
        var cursor = "";
        do {
            var page = list("?action=page.turned&limit=2" + cursor).json();
            page.path("data")
                    .forEach(entry -> numbers.add(entry.at("/after/number").asInt()));
            cursor = page.path("has_more").asBoolean()
                    ? "&cursor=" + page.path("next_cursor").asString()
                    : "";
        } while (!cursor.isEmpty());

        // Then
        assertThat(numbers).containsExactly(4, 3, 2, 1, 0);
    }

    @Test
    void findsByActorSubjectAndTime() {
        act("thing.found", Map.of(), Map.of());
        var entry = entriesOf("thing.found").getFirst();
        var actor = entry.at("/actor/id").asString();
        var subject = entry.at("/subject/id").asString();
        var at = Instant.parse(entry.path("at").asString());

        assertThat(found("actor=" + actor)).isTrue();
        assertThat(found("actor=" + subject)).isFalse();
        assertThat(found("subject=" + subject)).isTrue();
        assertThat(found("subject=" + actor)).isFalse();
        assertThat(found("from=" + at)).isTrue();
        assertThat(found("from=" + at.plusMillis(1))).isFalse();
        assertThat(found("to=" + at)).isFalse();
        assertThat(found("to=" + at.plusMillis(1))).isTrue();
        assertThat(found("from=2020-01-01T00:00:00Z&to=2020-02-01T00:00:00Z")).isFalse();
    }

    @Test
    void namesEveryParameterThatIsWrong() {
        var answer = list("?action=Nothing&actor=%20&from=yesterday&to=2026-11-23");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().path("errors").findValuesAsString("pointer"))
                .containsExactlyInAnyOrder("?action", "?actor", "?from", "?to");
    }

    @Test
    void isReadByThoseWhoMayAndInTheirWorkspaceOnly() {
        act("secret.kept", Map.of(), Map.of());

        assertThat(get(newKey(workspace, "customers:read"), "/v1/audit-log").status())
                .isEqualTo(403);
        assertThat(get(newWorkspace().key(), "/v1/audit-log?action=secret.kept")
                        .json()
                        .path("data"))
                .isEmpty();
    }

    private boolean found(String query) {
        return !list("?action=thing.found&" + query).json().path("data").isEmpty();
    }

    private Answer list(String query) {
        return get(workspace.key(), "/v1/audit-log" + query);
    }

    private List<JsonNode> entriesOf(String action) {
        return list("?action=" + action).json().path("data").valueStream().toList();
    }

    private List<JsonNode> awaitEntries(String action, int count) {
        return await().atMost(PATIENCE).until(() -> entriesOf(action), entries -> entries.size() == count);
    }

    private AuditAct act(String action, String subjectType, String subject, String name) {
        return AuditAct.newBuilder()
                .setActId(Ulids.format(Ulids.next()))
                .setTenantId(workspace.tenantId())
                .setAction(action)
                .setSubjectType(subjectType)
                .setSubjectId(subject)
                .setAfter("{\"name\":\"" + name + "\"}")
                .setActor(actor())
                .setRequestId("req-8")
                .setOccurredAt(now)
                .build();
    }

    private void act(String action, Map<String, Object> before, Map<String, Object> after) {
        as(() -> transaction.executeWithoutResult(_ ->
                log.append(Callers.current(), new Act(action, "api_key", Ulids.format(Ulids.next()), before, after))));
    }

    private void as(Runnable work) {
        var caller = new Caller(
                TenantId.of(workspace.tenantId()),
                Ulids.format(Ulids.next()),
                PrincipalType.OPERATOR,
                "Ana",
                "ana@acme.example",
                null,
                Set.of(),
                "203.0.113.9",
                "");
        Callers.call(caller, () -> {
            work.run();
            return true;
        });
    }

    private CustomerState.Builder customer(String id) {
        return CustomerState.newBuilder()
                .setTenantId(workspace.tenantId())
                .setCustomerId(id)
                .setRevision(1)
                .setName("Acme")
                .setArr(new BigDecimal("50000.00"))
                .setStatus(CustomerStatus.ACTIVE)
                .setCreatedAt(now)
                .setUpdatedAt(now);
    }

    private CustomerChange change(CustomerChangeType type, CustomerState before, CustomerState after) {
        return CustomerChange.newBuilder()
                .setChangeId(Ulids.format(Ulids.next()))
                .setTenantId(workspace.tenantId())
                .setCustomerId(after.getCustomerId())
                .setRevision(2)
                .setType(type)
                .setBefore(before)
                .setAfter(after)
                .setActor(actor())
                .setRequestId("req-7")
                .setOccurredAt(now)
                .build();
    }

    private ErasureRequest erasure(String customer) {
        return ErasureRequest.newBuilder()
                .setErasureId(Ulids.format(Ulids.next()))
                .setTenantId(workspace.tenantId())
                .setCustomerId(customer)
                .setCause(ErasureCause.REQUESTED)
                .setActor(actor())
                .setRequestId("req-9")
                .setRequestedAt(now)
                .build();
    }

    private List<ErasureAck> acks(String key) {
        var topic = Topics.ERASURE_ACKS;
        var acks = new ArrayList<ErasureAck>();
        try (var consumer = new KafkaConsumer<>(
                Map.of(
                        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        TestParts.shared().bootstrapServers(),
                        ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                        "read_committed"),
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
                    if (record.key().equals(key)) {
                        acks.add(codec.decode(topic.name(), record.value(), ErasureAck.class));
                    }
                });
            }
        }
        return acks;
    }

    private static Actor actor() {
        return Actor.newBuilder()
                .setType(ActorType.USER)
                .setId(Ulids.format(Ulids.next()))
                .setName("Ana")
                .setClientAddress("203.0.113.7")
                .build();
    }

    private void publishChange(CustomerChange change) throws ExecutionException, InterruptedException {
        publish(Topics.CUSTOMER_CHANGES, workspace.tenantId() + ":" + change.getCustomerId(), change);
    }

    private void publish(Topic<?> topic, String key, SpecificRecord value)
            throws ExecutionException, InterruptedException {
        try (var producer = new KafkaProducer<>(
                Map.of(
                        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        TestParts.shared().bootstrapServers()),
                new StringSerializer(),
                new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(topic.name(), key, codec.encode(topic.name(), value)))
                    .get();
        }
    }
}
