package com.lealup.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.lealup.schemas.v1.UsageEvent;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.avro.SchemaParser;
import org.junit.jupiter.api.Test;

class TopicsTest {

    /** What internal teams were promised; the catalogue follows this table and not the other way round. */
    private static final String PROMISED = """
            lealup.customers.v1             | TENANT_CUSTOMER | CustomerState  | 6 | compacted
            lealup.customer-changes.v1      | TENANT_CUSTOMER | CustomerChange | 6 | 30 days
            lealup.workspaces.v1            | TENANT          | WorkspaceState | 1 | compacted
            lealup.users.v1                 | TENANT_USER     | UserState      | 1 | compacted
            lealup.segments.v1              | TENANT_SEGMENT  | SegmentState   | 1 | compacted
            lealup.erasures.v1              | TENANT_CUSTOMER | ErasureRequest | 6 | 90 days
            lealup.erasure-acks.v1          | TENANT_CUSTOMER | ErasureAck     | 6 | 90 days
            lealup.usage-events.v1          | TENANT_CUSTOMER | UsageEvent     | 6 | 7 days
            lealup.usage-events-backfill.v1 | TENANT_CUSTOMER | UsageEvent     | 6 | 7 days
            lealup.health-scores.v1         | TENANT_CUSTOMER | HealthScore    | 6 | compacted
            lealup.health-changes.v1        | TENANT_CUSTOMER | HealthChange   | 6 | 30 days
            lealup.api-keys.v1              | API_KEY         | ApiKeyFact     | 1 | compacted
            lealup.webhook-acts.v1          | TENANT          | AuditAct       | 1 | 30 days
            lealup.customer-acts.v1         | TENANT          | AuditAct       | 1 | 30 days
            lealup.health-acts.v1           | TENANT          | AuditAct       | 1 | 30 days
            lealup.request-limits.v1        | INSTANCE        | LimitReport    | 1 | 1 h
            lealup.event-limits.v1          | INSTANCE        | LimitReport    | 1 | 1 h
            lealup.dead-letters.v1          | DEAD_LETTER     | DeadLetter     | 6 | 30 days
            lealup.dead-letter-requests.v1  | DEAD_LETTER     | DeadLetterRequest | 1 | 30 days
            """;

    private static final Set<String> SERVICES =
            Set.of("gateway-service", "customer-service", "ingest-service", "health-service", "webhook-service");

    @Test
    void holdsWhatWasPromised() {
        String catalogue = Topics.all().stream()
                .map(topic -> "%-31s | %-15s | %-14s | %d | %s%n"
                        .formatted(
                                topic.name(),
                                topic.key(),
                                topic.valueType().getSimpleName(),
                                topic.partitions(),
                                topic.retention()
                                        .map(kept ->
                                                kept.toDays() > 0 ? kept.toDays() + " days" : kept.toHours() + " h")
                                        .orElse("compacted")))
                .collect(Collectors.joining());

        assertThat(catalogue).isEqualToNormalizingNewlines(PROMISED);
    }

    @Test
    void namesEveryTopicOnce() {
        assertThat(Topics.toCreate()).extracting(KafkaTopic::name).doesNotHaveDuplicates();
    }

    @Test
    void listsEveryTopicThatIsDeclared() throws IllegalAccessException {
        for (var field : Topics.class.getFields()) {
            assertThat(Topics.all()).contains((Topic<?>) field.get(null));
        }
        assertThat(Topics.all()).hasSize(Topics.class.getFields().length);
    }

    @Test
    void writersAndConsumersAreServices() {
        assertThat(Topics.all()).allSatisfy(topic -> {
            assertThat(SERVICES).containsAll(topic.writers());
            assertThat(topic.consumers())
                    .allSatisfy(group -> assertThat(SERVICES).contains(group.substring(0, group.indexOf('.'))));
        });
    }

    @Test
    void givesEveryConsumerGroupItsDeadLetterTopic() {
        assertThat(Topics.deadLetters())
                .extracting(DeadLetterTopic::name)
                .containsExactly(
                        "lealup.customers.v1.health-service.customers.dlt",
                        "lealup.customer-changes.v1.gateway-service.customer-changes.dlt",
                        "lealup.customer-changes.v1.health-service.customer-changes.dlt",
                        "lealup.customer-changes.v1.webhook-service.customer-changes.dlt",
                        "lealup.workspaces.v1.customer-service.workspaces.dlt",
                        "lealup.users.v1.customer-service.users.dlt",
                        "lealup.segments.v1.webhook-service.segments.dlt",
                        "lealup.erasures.v1.gateway-service.erasures.dlt",
                        "lealup.erasures.v1.health-service.erasures.dlt",
                        "lealup.erasures.v1.ingest-service.erasures.dlt",
                        "lealup.erasures.v1.webhook-service.erasures.dlt",
                        "lealup.erasure-acks.v1.customer-service.erasure-acks.dlt",
                        "lealup.usage-events.v1.health-service.usage.dlt",
                        "lealup.usage-events.v1.customer-service.contacts.dlt",
                        "lealup.usage-events-backfill.v1.health-service.usage-backfill.dlt",
                        "lealup.health-scores.v1.customer-service.health-scores.dlt",
                        "lealup.health-changes.v1.webhook-service.health-changes.dlt",
                        "lealup.webhook-acts.v1.gateway-service.webhook-acts.dlt",
                        "lealup.customer-acts.v1.gateway-service.customer-acts.dlt",
                        "lealup.health-acts.v1.gateway-service.health-acts.dlt",
                        "lealup.dead-letters.v1.gateway-service.dead-letters.dlt",
                        "lealup.dead-letter-requests.v1.customer-service.dead-letter-requests.dlt",
                        "lealup.dead-letter-requests.v1.gateway-service.dead-letter-requests.dlt",
                        "lealup.dead-letter-requests.v1.health-service.dead-letter-requests.dlt",
                        "lealup.dead-letter-requests.v1.ingest-service.dead-letter-requests.dlt",
                        "lealup.dead-letter-requests.v1.webhook-service.dead-letter-requests.dlt");
        assertThat(Topics.deadLetters()).allSatisfy(dead -> {
            assertThat(dead.cleanup()).isEqualTo(new Cleanup.Delete(Duration.ofDays(30)));
            assertThat(dead.partitions()).isEqualTo(dead.source().partitions());
            assertThat(dead.maxMessageBytes()).isGreaterThan(dead.source().maxMessageBytes());
        });
    }

    @Test
    void findsATopicByItsName() {
        assertThat(Topics.find("lealup.users.v1")).contains(Topics.USERS);
        assertThat(Topics.find("lealup.users.v2")).isEmpty();
    }

    @Test
    void configuresACompactedTopic() {
        assertThat(Topics.API_KEYS.config(1))
                .containsEntry("cleanup.policy", "compact")
                .containsEntry("retention.ms", "-1")
                .containsEntry("max.compaction.lag.ms", "3600000")
                .containsEntry("delete.retention.ms", "604800000")
                .containsEntry("min.insync.replicas", "1")
                .containsEntry("message.timestamp.type", "LogAppendTime");
    }

    @Test
    void configuresATopicThatForgets() {
        assertThat(Topics.USAGE_EVENTS.config(3))
                .containsEntry("cleanup.policy", "delete")
                .containsEntry("retention.ms", "604800000")
                .containsEntry("min.insync.replicas", "2")
                .containsEntry("max.message.bytes", "1048588")
                .containsEntry("message.timestamp.type", "LogAppendTime")
                .doesNotContainKey("max.compaction.lag.ms");
    }

    @Test
    void closesSegmentsInTimeToForgetWithinHours() {
        assertThat(Topics.REQUEST_LIMITS.config(1))
                .containsEntry("retention.ms", "3600000")
                .containsEntry("segment.ms", "900000");
        assertThat(Topics.USAGE_EVENTS.config(1)).doesNotContainKey("segment.ms");
    }

    @Test
    void alwaysLetsOneOfSeveralReplicasBeAway() {
        assertThat(List.of(1, 2, 3, 4, 5))
                .extracting(replicas -> Topics.CUSTOMERS.config(replicas).get("min.insync.replicas"))
                .containsExactly("1", "1", "2", "2", "3");
        assertThatIllegalArgumentException().isThrownBy(() -> Topics.CUSTOMERS.config(0));
    }

    @Test
    void hasRoomForACustomerBeforeAndAfterAChange() {
        assertThat(Topics.CUSTOMER_CHANGES.maxMessageBytes()).isGreaterThan(2 * Topics.CUSTOMERS.maxMessageBytes());
    }

    @Test
    void offersTheRegistryAWholeSchemaUnderTheNameThatSerializersLookFor() {
        assertThat(Topics.CUSTOMER_CHANGES.artifactId()).isEqualTo("lealup.customer-changes.v1-value");
        assertThat(Topics.all())
                .allSatisfy(topic ->
                        assertThat(SchemaParser.parseSingle(topic.schemaText())).isEqualTo(topic.schema()));
    }

    @Test
    void keysMatchTheirPattern() {
        String ulid = "01JDB0Q6M5T6S0F5ZK4Y8R1E2C";

        assertThat(ulid).matches(RecordKey.TENANT.pattern());
        assertThat(ulid + ":" + ulid).matches(RecordKey.TENANT_CUSTOMER.pattern());
        assertThat(ulid).doesNotMatch(RecordKey.TENANT_CUSTOMER.pattern());
        assertThat(ulid + ":" + ulid).matches(RecordKey.TENANT_USER.pattern());
        assertThat("heartbeat").matches(RecordKey.API_KEY.pattern());
        assertThat(ulid + "x").doesNotMatch(RecordKey.API_KEY.pattern());
    }

    @Test
    void refusesATopicThatBreaksTheRules() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> topic("usage-events", 1, List.of()))
                .withMessageContaining("lealup.some-facts.v1");
        assertThatIllegalArgumentException().isThrownBy(() -> topic("lealup.usage-events.v1", 0, List.of()));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> topic("lealup.usage-events.v1", 1, List.of("a.b", "a.b")));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new DeadLetterTopic(Topics.USAGE_EVENTS, "webhook-service.usage"));
    }

    private static Topic<UsageEvent> topic(String name, int partitions, List<String> consumers) {
        return new Topic<>(
                name,
                UsageEvent.class,
                RecordKey.TENANT_CUSTOMER,
                partitions,
                new Cleanup.Delete(Duration.ofDays(1)),
                1,
                "ingest-service",
                consumers,
                "A test.");
    }
}
