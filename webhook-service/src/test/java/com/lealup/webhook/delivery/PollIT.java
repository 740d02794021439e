package com.lealup.webhook.delivery;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.lealup.platform.identity.TenantId;
import com.lealup.webhook.testing.Api;
import com.lealup.webhook.testing.WebhookIT;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class PollIT extends WebhookIT {

    private String subscription;

    @BeforeEach
    void subscribe() {
        var made = api.post(
                "/v1/webhook-subscriptions", Map.of("delivery", "poll", "events", List.of("customer.created")));
        assertThat(made.status()).isEqualTo(201);
        subscription = "/v1/webhook-subscriptions/" + made.body().required("id").stringValue();
    }

    @Test
    void givesEachMessageOnceAndInOrderToWhoeverGoesOnWithTheCursor() {
        // Given
        var customers =
                IntStream.range(0, 7).mapToObj(_ -> facts.customerCreated()).toList();
        await().atMost(ofSeconds(30)).until(() -> messages(poll("")).size() == 7);

        // When
        var seen = new ArrayList<String>();
        var cursor = "";
        JsonNode page;
        do {
            page = poll("limit=3" + cursor);
            messages(page).forEach(message -> seen.add(customer(message)));
            cursor = "&cursor=" + page.required("next_cursor").stringValue();
        } while (page.required("has_more").booleanValue());

        // Then
        assertThat(seen).containsExactlyInAnyOrderElementsOf(customers);
        assertThat(messages(poll("limit=3" + cursor))).isEmpty();
        var later = facts.customerCreated();
        var last = cursor;
        await().atMost(ofSeconds(30))
                .untilAsserted(() -> assertThat(messages(poll("limit=3" + last)))
                        .extracting(PollIT::customer)
                        .containsExactly(later));
    }

    @Test
    void saysWhatIsSentToOthers() {
        // Given
        api.subscribe(sink.url("/hook"), "customer.created");

        // When
        facts.customerCreated();

        // Then
        await().atMost(ofSeconds(30)).until(() -> sink.deliveries("/hook").size() == 1);
        assertThat(messages(poll("")))
                .hasSize(1)
                .first()
                .isEqualTo(json.readTree(sink.deliveries("/hook").getFirst().body()));
    }

    @Test
    void waitsForSomethingNewAndThenAnswersAtOnce() {
        // When
        var waiting = CompletableFuture.supplyAsync(() -> poll("wait=10"));
        await().pollDelay(Duration.ofMillis(300)).until(() -> !waiting.isDone());
        facts.customerCreated();

        // Then
        assertThat(messages(waiting.orTimeout(8, TimeUnit.SECONDS).join())).hasSize(1);
    }

    @Test
    void answersWithNothingWhenThereIsNothing() {
        // When
        var page = poll("wait=1");

        // Then
        assertThat(messages(page)).isEmpty();
        assertThat(page.required("has_more").booleanValue()).isFalse();
        assertThat(page.required("next_cursor").stringValue()).isNotEmpty();
    }

    @Test
    void sendsATestMessage() {
        // When
        var tested = api.post(subscription + "/test", null);

        // Then
        assertThat(tested.body().required("status").stringValue()).isEqualTo("available");
        assertThat(messages(poll("")))
                .extracting(message -> message.required("type").stringValue())
                .containsExactly("webhook.test");
        assertThat(api.post(
                                "/v1/webhook-deliveries/"
                                        + tested.body().required("id").stringValue() + "/retry",
                                null)
                        .status())
                .isEqualTo(409);
    }

    @Test
    void forgetsWhomIsErased() {
        // Given
        var customer = facts.customerCreated();
        await().atMost(ofSeconds(30)).until(() -> messages(poll("")).size() == 1);

        // When
        facts.erase(customer);

        // Then
        await().atMost(ofSeconds(30)).until(() -> messages(poll("")).isEmpty());
    }

    @Test
    void isForSubscriptionsOfTheOwnWorkspaceThatArePolled() {
        // Given
        var pushed = api.subscribe(sink.url("/hook"), "*").required("id").stringValue();

        // Then
        assertThat(api.get("/v1/webhook-subscriptions/" + pushed + "/poll").status())
                .isEqualTo(409);
        assertThat(api.as(TenantId.next()).get(subscription + "/poll").status()).isEqualTo(404);
        assertThat(api.get(subscription + "/poll?wait=11").text()).contains("?wait", "from 0 to 10");
        assertThat(api.get(subscription + "/poll?cursor=forged").text()).contains("invalid_cursor");
    }

    @Test
    void refusesWhatIsAboutSending() {
        // When
        var made = api.post(
                "/v1/webhook-subscriptions",
                Map.of("delivery", "poll", "events", List.of("*"), "url", sink.url("/hook"), "ordered", true));
        var edited = api.patch(subscription, Map.of("rate_limit", 5));
        var rotated = api.post(subscription + "/rotate-secret", null);

        // Then
        assertThat(pointers(made)).containsExactlyInAnyOrder("/url", "/ordered");
        assertThat(pointers(edited)).containsExactly("/rate_limit");
        assertThat(rotated.status()).isEqualTo(400);
        assertThat(api.patch(subscription, Map.of("description", "nightly")).status())
                .isEqualTo(200);
    }

    private static List<String> pointers(Api.Answer answer) {
        assertThat(answer.status()).isEqualTo(400);
        return answer.body().required("errors").findValuesAsString("pointer");
    }

    private JsonNode poll(String query) {
        var answer = api.get(subscription + "/poll" + (query.isEmpty() ? "" : "?" + query));
        assertThat(answer.status()).isEqualTo(200);
        return answer.body();
    }

    private static List<JsonNode> messages(JsonNode page) {
        return page.required("data").valueStream().toList();
    }

    private static String customer(JsonNode message) {
        return message.required("data").required("id").stringValue();
    }
}
