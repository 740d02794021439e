package com.lealup.webhook.subscription;

import static org.assertj.core.api.Assertions.assertThat;

import com.lealup.local.testing.TestParts;
import com.lealup.platform.serde.AvroCodec;
import com.lealup.schemas.Topics;
import com.lealup.schemas.v1.ActorType;
import com.lealup.schemas.v1.AuditAct;
import com.lealup.webhook.testing.WebhookIT;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** What was done to a subscription is told, once for each act, and never with a secret. */
class ActsIT extends WebhookIT {

    private static final String PATH = "/v1/webhook-subscriptions/";

    @Autowired
    private AvroCodec codec;

    @Test
    void tellsEveryActOnASubscription() {
        // When
        var id = api.subscribe("http://127.0.0.1:9/hook", "*").required("id").stringValue();
        api.patch(PATH + id, Map.of("description", "churn alerts"));
        api.patch(PATH + id, Map.of("paused", true));
        api.patch(PATH + id, Map.of("paused", false));
        var secret = api.post(PATH + id + "/rotate-secret", Map.of())
                .body()
                .required("secret")
                .stringValue();
        api.delete(PATH + id);

        // Then
        var acts = acts(6);
        assertThat(acts)
                .extracting(AuditAct::getAction)
                .containsExactly(
                        "webhook_subscription.created",
                        "webhook_subscription.updated",
                        "webhook_subscription.paused",
                        "webhook_subscription.resumed",
                        "webhook_subscription.secret_rotated",
                        "webhook_subscription.deleted");
        assertThat(acts).allSatisfy(act -> {
            assertThat(act.getSubjectType()).isEqualTo("webhook_subscription");
            assertThat(act.getSubjectId()).isEqualTo(id);
            assertThat(act.getRequestId()).isNotEmpty();
            assertThat(act.getActor().getClientAddress()).isNotEmpty();
            assertThat(act.toString()).doesNotContain("whsec_", secret.substring("whsec_".length()));
        });
        assertThat(acts.getFirst().getBefore()).isNull();
        assertThat(acts.get(1).getBefore()).contains("\"description\":null");
        assertThat(acts.get(1).getAfter()).contains("\"description\":\"churn alerts\"");
        assertThat(acts.get(2).getBefore()).contains("\"status\":\"active\"");
        assertThat(acts.get(2).getAfter()).contains("\"status\":\"paused\"");
        assertThat(acts.getLast().getBefore()).contains("\"url\":\"http://127.0.0.1:9/hook\"");
        assertThat(acts.getLast().getAfter()).isNull();
    }

    @Test
    void tellsOfTestsAndRetriesAndOfAnEndpointThatWeGaveUp() {
        // Given
        sink.answers("/gone", n -> 410);
        var id = api.subscribe(sink.url("/gone"), "*").required("id").stringValue();

        // When
        var delivery =
                api.post(PATH + id + "/test", Map.of()).body().required("id").stringValue();
        var until = acts(3);
        api.post("/v1/webhook-deliveries/" + delivery + "/retry", null);
        api.post("/v1/webhook-deliveries/01KAR4T2H3M7Q9S1V5X8Z0B2D4/retry", null);

        // Then
        assertThat(until.getLast().getAction()).isEqualTo("webhook_subscription.disabled");
        assertThat(until.getLast().getBefore()).isEqualTo("{\"status\":\"active\"}");
        assertThat(until.getLast().getAfter()).isEqualTo("{\"disabled_reason\":\"gone\",\"status\":\"disabled\"}");
        assertThat(until.getLast().getActor().getType()).isEqualTo(ActorType.SYSTEM);
        assertThat(acts(4))
                .extracting(act -> act.getAction() + " " + act.getSubjectId())
                .containsExactly(
                        "webhook_subscription.created " + id,
                        "webhook_subscription.tested " + id,
                        "webhook_subscription.disabled " + id,
                        "webhook_delivery.retried " + delivery);
    }

    @Test
    void tellsNothingOfWhatWasRefused() {
        api.post("/v1/webhook-subscriptions", Map.of("url", "https://10.0.0.1/", "events", List.of("*")));
        api.delete(PATH + "01KAR4T2H3M7Q9S1V5X8Z0B2D4");

        api.subscribe("http://127.0.0.1:9/hook", "*");
        assertThat(acts(1)).extracting(AuditAct::getAction).containsExactly("webhook_subscription.created");
    }

    private List<AuditAct> acts(int count) {
        var acts = new ArrayList<AuditAct>();
        Map<String, Object> config =
                Map.of("bootstrap.servers", TestParts.shared().bootstrapServers(), "isolation.level", "read_committed");
        try (var consumer = new KafkaConsumer<>(config, new StringDeserializer(), new ByteArrayDeserializer())) {
            var partition = new TopicPartition(Topics.WEBHOOK_ACTS.name(), 0);
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            var patience = Instant.now().plusSeconds(30);
            while (acts.size() < count && Instant.now().isBefore(patience)) {
                consumer.poll(Duration.ofMillis(200)).forEach(record -> {
                    if (record.key().equals(tenant.toString())) {
                        acts.add(codec.decode(Topics.WEBHOOK_ACTS.name(), record.value(), AuditAct.class));
                    }
                });
            }
        }
        return acts;
    }
}
