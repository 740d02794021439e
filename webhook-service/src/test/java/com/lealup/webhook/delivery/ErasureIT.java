package com.lealup.webhook.delivery;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.lealup.platform.database.Worker;
import com.lealup.platform.id.Ulids;
import com.lealup.schemas.Topics;
import com.lealup.schemas.v1.CustomerChangeType;
import com.lealup.schemas.v1.HealthCause;
import com.lealup.schemas.v1.HealthStatus;
import com.lealup.webhook.testing.WebhookIT;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

class ErasureIT extends WebhookIT {

    private static final String NAME = "Acme Corp";

    @Autowired
    @Worker
    private JdbcClient worker;

    private String subscription;

    @BeforeEach
    void subscribe() {
        subscription = api.subscribe(sink.url("/hook"), "*").required("id").stringValue();
    }

    @Test
    void takesTheContentsOutOfTheLogAndKeepsThatSomethingWasSent() {
        // Given
        var customer = facts.customerCreated();
        var other = facts.customerCreated();
        await().atMost(ofSeconds(30)).until(() -> succeeded() == 2);

        // When
        facts.erase(customer);

        // Then
        await().atMost(ofSeconds(30)).until(() -> erased(customer) == 1);
        assertThat(bodies(customer)).isEqualTo("{}");
        assertThat(bodies(other)).contains(NAME);
        var delivery = deliveryOf(customer);
        var shown = api.get("/v1/webhook-deliveries/" + delivery);
        assertThat(shown.body().required("status").stringValue()).isEqualTo("succeeded");
        assertThat(shown.body().required("attempts")).hasSize(1);
        assertThat(shown.text()).doesNotContain(NAME);
        assertThat(api.post("/v1/webhook-deliveries/" + delivery + "/retry", Map.of())
                        .status())
                .isEqualTo(409);
        assertThat(api.post("/v1/webhook-deliveries/" + deliveryOf(other) + "/retry", Map.of())
                        .status())
                .isEqualTo(202);
    }

    @Test
    void cancelsWhatIsPending() {
        // Given
        var paused = api.patch("/v1/webhook-subscriptions/" + subscription, Map.of("paused", true));
        assertThat(paused.status()).as(paused.text()).isEqualTo(200);
        var customer = facts.customerCreated();
        await().atMost(ofSeconds(30)).until(() -> deliveries().size() == 1);

        // When
        facts.erase(customer);

        // Then
        await().atMost(ofSeconds(30))
                .until(() ->
                        deliveries().get(0).required("status").stringValue().equals("cancelled"));
        await().atMost(ofSeconds(30))
                .untilAsserted(() -> assertThat(facts.acks(customer))
                        .singleElement()
                        .satisfies(ack -> assertThat(ack.getCounts())
                                .containsEntry("cancelled_deliveries", 1L)
                                .containsEntry("messages", 1L)));
    }

    @Test
    void tellsNobodyWhatIsLateAboutAnErasedCustomer() {
        // Given
        var customer = Ulids.format(Ulids.next());
        facts.erase(customer);
        await().atMost(ofSeconds(30)).until(() -> facts.acks(customer).size() == 1);

        // When
        var state = facts.customer(customer).build();
        facts.changed(CustomerChangeType.CREATED, null, state);
        facts.healthChanged(
                facts.score(customer, 52, HealthStatus.NEUTRAL),
                facts.score(customer, 48, HealthStatus.AT_RISK),
                HealthCause.TIME);

        // Then
        await().atMost(ofSeconds(30)).until(this::everythingIsRead);
        assertThat(messages(customer)).isZero();
    }

    private boolean everythingIsRead() {
        return facts.ends(Topics.CUSTOMER_CHANGES, Topics.HEALTH_CHANGES).entrySet().stream()
                .allMatch(end -> end.getValue() == 0
                        || worker.sql("""
                                        select coalesce(max(next_offset), 0)
                                        from consumer_offsets
                                        where topic = :topic
                                          and partition = :partition
                                        """)
                                        .param("topic", end.getKey().topic())
                                        .param("partition", end.getKey().partition())
                                        .query(Long.class)
                                        .single()
                                >= end.getValue());
    }

    private JsonNode deliveries() {
        return api.get("/v1/webhook-subscriptions/" + subscription + "/deliveries")
                .body()
                .required("data");
    }

    private long succeeded() {
        return deliveries()
                .valueStream()
                .filter(delivery -> delivery.required("status").stringValue().equals("succeeded"))
                .count();
    }

    private String deliveryOf(String customer) {
        return Ulids.format(worker.sql("""
                        select d.id
                        from deliveries d
                        join messages m
                          on m.tenant_id = d.tenant_id
                         and m.id = d.message_id
                        where m.customer_id = :customer
                        """)
                .param("customer", Ulids.parse(customer).orElseThrow())
                .query(UUID.class)
                .single());
    }

    private long messages(String customer) {
        return count("select count(*) from messages where customer_id = :customer", customer);
    }

    private long erased(String customer) {
        return count("select count(*) from messages where customer_id = :customer and erased_at is not null", customer);
    }

    private long count(String sql, String customer) {
        return worker.sql(sql)
                .param("customer", Ulids.parse(customer).orElseThrow())
                .query(Long.class)
                .single();
    }

    private String bodies(String customer) {
        return worker.sql("select string_agg(body, ',') from messages where customer_id = :customer")
                .param("customer", Ulids.parse(customer).orElseThrow())
                .query(String.class)
                .single();
    }
}
