package com.lealup.webhook.delivery;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.lealup.local.testing.TestParts;
import com.lealup.platform.database.Worker;
import com.lealup.platform.id.Ulids;
import com.lealup.platform.identity.TenantId;
import com.lealup.webhook.testing.Api;
import com.lealup.webhook.testing.Sink;
import com.lealup.webhook.testing.WebhookIT;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

class RecoveryIT extends WebhookIT {

    private final Instant before = Instant.now().minusSeconds(1);

    @Autowired
    @Worker
    private JdbcClient worker;

    private String id;
    private String subscription;

    @BeforeEach
    void subscribe() {
        var made = api.post(
                "/v1/webhook-subscriptions",
                Map.of("url", sink.url("/hook"), "events", List.of("customer.created"), "retry_schedule", List.of()));
        id = made.body().required("id").stringValue();
        subscription = "/v1/webhook-subscriptions/" + id;
    }

    @Test
    void sendsAgainWhatHasFailedUnderItsOldIds() {
        // Given
        sink.answers("/hook", n -> n <= 3 ? 500 : 200);
        IntStream.range(0, 4).forEach(_ -> facts.customerCreated());
        await().atMost(ofSeconds(30)).until(() -> count("failed") == 3 && count("succeeded") == 1);
        var failed = ids();

        // When
        var recovery = completed(recover(before));

        // Then
        assertThat(recovery.body().required("recovered").intValue()).isEqualTo(3);
        await().atMost(ofSeconds(30)).until(() -> count("succeeded") == 4);
        assertThat(sink.deliveries("/hook")).hasSize(7);
        assertThat(ids()).isEqualTo(failed);
    }

    @Test
    void sendsWhatADisabledSubscriptionHasMissed() {
        // Given
        sink.answers("/hook", n -> n == 1 ? 410 : 200);
        facts.customerCreated();
        await().atMost(ofSeconds(30)).until(() -> status().equals("disabled"));
        IntStream.range(0, 2).forEach(_ -> facts.customerCreated());
        await().atMost(ofSeconds(30)).until(() -> count("missed") == 2);

        // When
        api.patch(subscription, Map.of("paused", false));
        var sentByResuming = sink.deliveries("/hook").size();
        completed(recover(before));

        // Then
        assertThat(sentByResuming).isEqualTo(1);
        await().atMost(ofSeconds(30)).until(() -> count("succeeded") == 3);
    }

    @Test
    void leavesAloneWhatHappenedBefore() {
        // Given
        sink.answers("/hook", _ -> 500);
        facts.customerCreated();
        await().atMost(ofSeconds(30)).until(() -> count("failed") == 1);

        // When
        var recovery = completed(recover(Instant.now()));

        // Then
        assertThat(recovery.body().required("recovered").intValue()).isZero();
        assertThat(count("failed")).isEqualTo(1);
    }

    @Test
    void goesThroughMoreThanOneTransactionCanHold() {
        // Given: more than two batches
        api.patch(subscription, Map.of("paused", true));
        var message = Ulids.next();
        worker.sql("""
                insert into messages (tenant_id, id, event_type, body, created_at)
                values (?, ?, 'customer.created', '{}', now())
                """).params(tenant.value(), message).update();
        worker.sql("""
                insert into deliveries
                    (tenant_id, id, subscription_id, message_id, event_type, status, send_at, created_at, finished_at)
                select ?, uuidv7(), ?, ?, 'customer.created', 'failed', now(), now(), now()
                from generate_series(1, 2500)
                """)
                .params(tenant.value(), Ulids.parse(id).orElseThrow(), message)
                .update();

        // When
        var recovery = completed(recover(before));

        // Then
        assertThat(recovery.body().required("recovered").intValue()).isEqualTo(2500);
        assertThat(worker.sql("select count(*) from deliveries where tenant_id = ? and status = 'pending'")
                        .param(tenant.value())
                        .query(Long.class)
                        .single())
                .isEqualTo(2500);
    }

    @Test
    void doesNotBringBackWhatIsErased() {
        // Given
        sink.answers("/hook", _ -> 500);
        var customer = facts.customerCreated();
        await().atMost(ofSeconds(30)).until(() -> count("failed") == 1);
        facts.erase(customer);
        await().atMost(ofSeconds(30)).until(() -> facts.acks(customer).size() == 1);

        // Then
        assertThat(completed(recover(before)).body().required("recovered").intValue())
                .isZero();
    }

    @Test
    void runsOncePerSubscriptionAtATime() throws SQLException {
        try (var connection = TestParts.shared().superuser()) {
            // Given one that is just being begun
            connection.setAutoCommit(false);
            try (var insert = connection.prepareStatement("""
                    insert into webhook.recoveries
                        (tenant_id, id, subscription_id, since, position, created_at, advanced_at)
                    values (?, ?, ?, now(), ?, now(), now())
                    """)) {
                insert.setObject(1, tenant.value());
                insert.setObject(2, Ulids.next());
                insert.setObject(3, Ulids.parse(id).orElseThrow());
                insert.setObject(4, new UUID(0, 0));
                insert.executeUpdate();
            }

            // When another is asked for, and waits for the first
            var second = CompletableFuture.supplyAsync(
                    () -> api.post(subscription + "/recover", Map.of("since", before.toString())));
            await().pollDelay(Duration.ofMillis(300)).until(() -> !second.isDone());
            connection.commit();

            // Then
            var answer = second.join();
            assertThat(answer.status()).as(answer.text()).isEqualTo(409);
            assertThat(answer.body().required("code").stringValue()).isEqualTo("conflict");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"since\":null}",
                "{\"since\":\"yesterday\"}",
                "{\"since\":\"2020-01-01T00:00:00Z\"}",
                "{\"since\":\"2099-01-01T00:00:00Z\"}"
            })
    void saysWhatIsWrongWithTheTime(String body) {
        var answer = api.post(subscription + "/recover", body);

        assertThat(answer.status()).as(answer.text()).isEqualTo(400);
        assertThat(answer.body().at("/errors/0/pointer").stringValue()).isEqualTo("/since");
    }

    @Test
    void isHiddenFromAnotherWorkspace() {
        var recovery = recover(before).body().required("id").stringValue();
        var stranger = api.as(TenantId.next());

        assertThat(stranger.post(subscription + "/recover", Map.of("since", before.toString()))
                        .status())
                .isEqualTo(404);
        assertThat(stranger.get(subscription + "/recoveries/" + recovery).status())
                .isEqualTo(404);
        assertThat(api.get(subscription + "/recoveries/" + recovery).status()).isEqualTo(200);
    }

    private Api.Answer recover(Instant since) {
        var answer = api.post(subscription + "/recover", Map.of("since", since.toString()));
        assertThat(answer.status()).as(answer.text()).isEqualTo(202);
        return answer;
    }

    private Api.Answer completed(Api.Answer begun) {
        var path = subscription + "/recoveries/" + begun.body().required("id").stringValue();
        return await().atMost(Duration.ofSeconds(60))
                .until(
                        () -> api.get(path),
                        answer -> answer.body().required("state").stringValue().equals("completed"));
    }

    private Set<String> ids() {
        return sink.deliveries("/hook").stream().map(Sink.Delivery::id).collect(Collectors.toSet());
    }

    private String status() {
        return api.get(subscription).body().required("status").stringValue();
    }

    private int count(String status) {
        return api.get(subscription + "/deliveries?status=" + status)
                .body()
                .required("data")
                .size();
    }
}
