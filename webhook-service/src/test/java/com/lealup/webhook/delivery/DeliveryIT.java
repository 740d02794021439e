package com.lealup.webhook.delivery;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.lealup.local.testing.TestParts;
import com.lealup.platform.id.Ulids;
import com.lealup.platform.identity.TenantId;
import com.lealup.schemas.v1.CustomerChange;
import com.lealup.schemas.v1.CustomerChangeType;
import com.lealup.schemas.v1.CustomerStatus;
import com.lealup.schemas.v1.HealthCause;
import com.lealup.schemas.v1.HealthStatus;
import com.lealup.webhook.subscription.SubscriptionId;
import com.lealup.webhook.testing.Sink;
import com.lealup.webhook.testing.WebhookIT;
import com.standardwebhooks.Webhook;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

class DeliveryIT extends WebhookIT {

    @Autowired
    private AttemptLog attemptLog;

    @Autowired
    private JdbcClient apiJdbc;

    @BeforeEach
    void patience() {
        Awaitility.setDefaultTimeout(ofSeconds(30));
        Awaitility.setDefaultPollInterval(ofMillis(20));
    }

    @Test
    void deliversANewCustomerSoThatTheOfficialLibraryVerifiesIt() throws Exception {
        // Given
        var secret = api.subscribe(sink.url("/hook"), "*").required("secret").stringValue();

        // When
        var customer = facts.customerCreated();

        // Then
        var delivery = only("/hook");
        new Webhook(secret).verify(delivery.body(), delivery.headers());
        assertThat(delivery.headers().allValues("webhook-signature")).hasSize(1);
        assertThat(delivery.headers().firstValue("content-type")).hasValue("application/json");
        var body = json.readTree(delivery.body());
        assertThat(body.propertyNames())
                .containsExactly("id", "type", "created_at", "tenant_id", "environment", "data");
        assertThat(body.required("id").stringValue()).isEqualTo(delivery.id()).startsWith("msg_");
        assertThat(body.required("type").stringValue()).isEqualTo("customer.created");
        assertThat(body.required("environment").stringValue()).isEqualTo("test");
        assertThat(body.required("tenant_id").stringValue()).isEqualTo(tenant.toString());
        var data = body.required("data");
        assertThat(data.required("id").stringValue()).isEqualTo(customer);
        assertThat(data.required("name").stringValue()).isEqualTo("Acme Corp (Zoë 🚀)");
        assertThat(data.required("status").stringValue()).isEqualTo("active");
        assertThat(delivery.body()).contains("\"arr\":50000,", "\"seats\":12.50");
        assertThat(data.required("health_score").isNull()).isTrue();
        assertThat(data.has("previous")).isFalse();
    }

    @Test
    void signsWithAKeyThatNobodyElseHasWhenAskedTo() throws Exception {
        // Given
        var made = api.post(
                "/v1/webhook-subscriptions",
                Map.of("url", sink.url("/hook"), "events", List.of("customer.created"), "signature", "v1a"));
        assertThat(made.body().has("secret")).isFalse();
        var before = made.body().required("public_key").stringValue();

        // When
        facts.customerCreated();
        await().until(() -> sink.deliveries("/hook").size() == 1);
        var rotated = api.post(
                "/v1/webhook-subscriptions/" + made.body().required("id").stringValue() + "/rotate-secret", null);
        facts.customerCreated();
        await().until(() -> sink.messages("/hook").size() == 2);

        // Then
        var after = rotated.body().required("public_key").stringValue();
        assertThat(after).startsWith("whpk_").isNotEqualTo(before);
        var messages = sink.messages("/hook");
        assertThat(verified(messages.getFirst(), before)).containsExactly(true);
        assertThat(verified(messages.getLast(), after)).containsExactly(true, false);
        assertThat(verified(messages.getLast(), before)).containsExactly(false, true);
    }

    /** Which of the signatures this key verifies. */
    private static List<Boolean> verified(Sink.Delivery delivery, String publicKey) throws Exception {
        var point = Base64.getDecoder().decode(publicKey.substring("whpk_".length()));
        // RFC 8410: the key after the header that names Ed25519.
        var encoded = HexFormat.of()
                .parseHex("302a300506032b6570032100" + HexFormat.of().formatHex(point));
        var key = KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded));
        var signed = delivery.id() + "."
                + delivery.headers().firstValue("webhook-timestamp").orElseThrow() + "." + delivery.body();
        var verified = new ArrayList<Boolean>();
        for (var token :
                delivery.headers().firstValue("webhook-signature").orElseThrow().split(" ", -1)) {
            assertThat(token).startsWith("v1a,");
            var signature = Signature.getInstance("Ed25519");
            signature.initVerify(key);
            signature.update(signed.getBytes(StandardCharsets.UTF_8));
            verified.add(signature.verify(Base64.getDecoder().decode(token.substring("v1a,".length()))));
        }
        return verified;
    }

    @Test
    void sendsNothingForAChangeThatIsToBeQuiet() {
        // Given
        var subscription = api.subscribe(sink.url("/hook"), "*");
        var customer = Ulids.format(Ulids.next());
        var quiet = Ulids.next();
        var change = facts.change(
                quiet,
                CustomerChangeType.CREATED,
                null,
                facts.customer(customer).build());

        // When: of one partition, so that whatever the first leaves is there before the second can arrive
        facts.publish(quiet, CustomerChange.newBuilder(change).setNotify(false).build());
        facts.changed(
                CustomerChangeType.UPDATED,
                facts.customer(customer).build(),
                facts.customer(customer).setName("Loud").build());
        await().until(() ->
                sink.deliveries("/hook").stream().anyMatch(one -> one.body().contains("Loud")));

        // Then
        assertThat(api.get("/v1/webhook-subscriptions/"
                                + subscription.required("id").stringValue() + "/deliveries")
                        .body()
                        .required("data")
                        .findValuesAsString("type"))
                .containsExactly("customer.updated");
        assertThat(sink.deliveries("/hook")).hasSize(1);
    }

    @Test
    void tellsWhatChangedAndThatTheStatusDid() {
        // Given
        api.subscribe(sink.url("/hook"), "customer.updated", "customer.status_changed");
        var id = Ulids.format(Ulids.next());
        var before = facts.customer(id).build();
        var after = facts.customer(id)
                .setOwnerId(before.getOwnerId())
                .setStatus(CustomerStatus.CHURNED)
                .setArr(new BigDecimal("0.00"))
                .build();

        // When
        facts.changed(CustomerChangeType.CREATED, null, before);
        facts.changed(CustomerChangeType.UPDATED, before, after);

        // Then
        await().until(() -> sink.deliveries("/hook").size() == 2);
        assertThat(body("/hook", "customer.updated").required("data").required("previous"))
                .isEqualTo(json.readTree("{\"arr\":50000,\"status\":\"active\"}"));
        assertThat(body("/hook", "customer.status_changed").required("data").required("previous"))
                .isEqualTo(json.readTree("{\"status\":\"active\"}"));
    }

    @Test
    void tellsOfBandsThatWereCrossedAndOfEveryScoreToWhoeverAsks() {
        // Given
        api.subscribe(sink.url("/bands"), "*");
        api.subscribe(sink.url("/scores"), "health.score_changed");
        var customer = Ulids.format(Ulids.next());
        var first = facts.score(customer, 52, HealthStatus.NEUTRAL);
        var second = facts.score(customer, 51, HealthStatus.NEUTRAL);
        var third = facts.score(customer, 48, HealthStatus.AT_RISK);
        var fourth = facts.score(customer, 71, HealthStatus.HEALTHY);

        // When
        facts.healthChanged(null, first, HealthCause.BEHAVIOUR);
        facts.healthChanged(first, second, HealthCause.TIME);
        facts.healthChanged(second, third, HealthCause.TIME);
        facts.healthChanged(third, fourth, HealthCause.MODEL);

        // Then
        await().until(() -> sink.deliveries("/scores").size() == 4);
        var data = json.readTree(only("/bands").body()).required("data");
        assertThat(body("/bands", "health.changed")).isNotNull();
        assertThat(data.required("customer_id").stringValue()).isEqualTo(customer);
        assertThat(data.required("score").intValue()).isEqualTo(48);
        assertThat(data.required("status").stringValue()).isEqualTo("at_risk");
        assertThat(data.required("cause").stringValue()).isEqualTo("time");
        assertThat(data.required("dimensions")).isEqualTo(json.readTree("{\"usage\":{\"value\":65,\"weight\":0.40}}"));
        assertThat(data.required("explanation").required("sentence").stringValue())
                .isEqualTo("The score fell because the customer was less active.");
        assertThat(data.required("explanation")
                        .required("contributions")
                        .get(0)
                        .required("points")
                        .decimalValue())
                .isEqualByComparingTo("-3.5");
        assertThat(data.required("previous").required("score").intValue()).isEqualTo(51);
        assertThat(data.required("previous").required("status").stringValue()).isEqualTo("neutral");
    }

    @Test
    void tellsOfASharpDropWhatItFellFrom() {
        // Given
        api.subscribe(sink.url("/drops"), "health.drop_sharp");
        var customer = Ulids.format(Ulids.next());
        var before = facts.score(customer, 71, HealthStatus.HEALTHY);
        var after = facts.score(customer, 54, HealthStatus.NEUTRAL);

        // When
        facts.healthChanged(before, after, HealthCause.BEHAVIOUR);
        facts.healthChanged(before, after, HealthCause.BEHAVIOUR, 72);

        // Then
        await().until(() -> !sink.deliveries("/drops").isEmpty());
        var data = json.readTree(only("/drops").body()).required("data");
        assertThat(data.required("dropped_from").intValue()).isEqualTo(72);
        assertThat(data.required("score").intValue()).isEqualTo(54);
    }

    @Test
    void repeatsUnderTheSameIdUntilTheReceiverAnswersWell() throws Exception {
        // Given
        sink.answers("/hook", n -> n < 3 ? 500 : 200);
        var subscription = api.subscribe(sink.url("/hook"), "customer.created");

        // When
        facts.customerCreated();

        // Then
        await().until(() -> sink.deliveries("/hook").size() == 3);
        var deliveries = sink.deliveries("/hook");
        assertThat(deliveries)
                .extracting(Sink.Delivery::id)
                .containsOnly(deliveries.getFirst().id());
        assertThat(deliveries)
                .extracting(Sink.Delivery::body)
                .containsOnly(deliveries.getFirst().body());
        for (var delivery : deliveries) {
            new Webhook(subscription.required("secret").stringValue()).verify(delivery.body(), delivery.headers());
        }
        var logged = await().until(() -> logged(subscription), log -> is(log, "succeeded"));
        var shown = api.get("/v1/webhook-deliveries/" + logged.required("id").stringValue())
                .body();
        assertThat(shown.required("body").stringValue())
                .isEqualTo(deliveries.getFirst().body());
        assertThat(shown.required("attempts")).hasSize(3);
        assertThat(shown.required("attempts").get(0).required("status").intValue())
                .isEqualTo(500);
        assertThat(shown.required("attempts").get(0).required("response_body").stringValue())
                .isEqualTo("status 500");
        assertThat(shown.required("attempts").get(2).required("number").intValue())
                .isEqualTo(3);
        assertThat(shown.required("attempts")
                        .get(2)
                        .required("request_headers")
                        .required("webhook-id")
                        .stringValue())
                .isEqualTo(deliveries.getFirst().id());
    }

    @Test
    void givesUpAtTheEndOfTheScheduleAndTriesAgainWhenAskedTo() {
        // Given
        sink.answers("/hook", n -> n <= 4 ? 503 : 204);
        var subscription = api.subscribe(sink.url("/hook"), "customer.created");

        // When
        facts.customerCreated();

        // Then
        var failed = await().until(() -> logged(subscription), log -> is(log, "failed"));
        assertThat(failed.required("attempt_count").intValue()).isEqualTo(4);
        var retried = api.post("/v1/webhook-deliveries/" + failed.required("id").stringValue() + "/retry", null);
        assertThat(retried.status()).isEqualTo(202);
        var succeeded = await().until(() -> logged(subscription), log -> is(log, "succeeded"));
        assertThat(succeeded.required("attempt_count").intValue()).isEqualTo(5);
        assertThat(sink.deliveries("/hook"))
                .extracting(Sink.Delivery::id)
                .hasSize(5)
                .containsOnly(sink.deliveries("/hook").getFirst().id());
    }

    @Test
    void keepsToTheScheduleOfTheSubscription() {
        // Given: four attempts within a second is what the deployment says
        sink.answers("/hook", n -> 500);
        var subscription = api.post(
                        "/v1/webhook-subscriptions",
                        Map.of(
                                "url",
                                sink.url("/hook"),
                                "events",
                                List.of("customer.created"),
                                "retry_schedule",
                                List.of(2)))
                .body();

        // When
        facts.customerCreated();

        // Then
        var failed = await().until(() -> logged(subscription), log -> is(log, "failed"));
        assertThat(failed.required("attempt_count").intValue()).isEqualTo(2);
        var attempts = sink.deliveries("/hook");
        assertThat(Duration.between(attempts.getFirst().at(), attempts.getLast().at()))
                .isGreaterThan(ofMillis(1700));
    }

    @Test
    void doesNotLetABlackHoleDelayOthers() {
        // Given
        api.subscribe(sink.url("/well"), "customer.created");
        var alone = tell(100);
        sink.swallows("/hole");
        api.subscribe(sink.url("/hole"), "customer.created");
        tell(1);

        // When
        var beside = tell(100);

        // Then: measured against the machine as it is now; waiting for the hole would cost six seconds more.
        assertThat(beside).isLessThan(alone.multipliedBy(2).plusSeconds(3));
        assertThat(sink.deliveries("/hole")).hasSizeLessThan(101);
    }

    /** Makes customers, and says how long it took until the well heard of them all. */
    private Duration tell(int customers) {
        var heard = sink.deliveries("/well").size() + customers;
        var begun = Instant.now();
        IntStream.range(0, customers).forEach(n -> facts.customerCreated());
        await().until(() -> sink.deliveries("/well").size() == heard);
        return Duration.between(begun, sink.deliveries("/well").getLast().at());
    }

    @Test
    void makesNoSecondDeliveryOfAFactThatIsReadAgain() {
        // Given
        api.subscribe(sink.url("/hook"), "customer.created");
        var eventId = Ulids.next();
        var change = facts.change(
                eventId,
                CustomerChangeType.CREATED,
                null,
                facts.customer(Ulids.format(Ulids.next())).build());

        // When
        facts.publish(eventId, change);
        await().until(() -> sink.deliveries("/hook").size() == 1);
        facts.publish(eventId, change);
        var marker = facts.changed(
                CustomerChangeType.CREATED,
                null,
                facts.customer(change.getCustomerId()).build());

        // Then
        assertThat(marker).isNotNull();
        await().until(() -> sink.deliveries("/hook").size() == 2);
        assertThat(sink.deliveries("/hook")).extracting(Sink.Delivery::id).doesNotHaveDuplicates();
    }

    @Test
    void takesOverWhatADeadProcessHadClaimedAndRefusesItsLateResult() throws SQLException {
        // Given
        var subscription = api.subscribe(sink.url("/hook"), "customer.created");
        var path = "/v1/webhook-subscriptions/" + subscription.required("id").stringValue();
        api.patch(path, Map.of("paused", true));
        facts.customerCreated();
        var waiting = await().until(() -> logged(subscription), log -> is(log, "pending"));
        var oldToken = UUID.randomUUID();
        var id = Ulids.parse(waiting.required("id").stringValue()).orElseThrow();
        execute("update webhook.deliveries set claim = '" + oldToken
                + "', send_at = now() + interval '1 second' where id = '" + id + "'");

        // When
        var resumed = Instant.now();
        api.patch(path, Map.of("paused", false));
        var taken = only("/hook");
        await().until(() -> logged(subscription), log -> is(log, "succeeded"));
        var late = attemptLog.record(List.of(lateFailure(subscription, waiting, oldToken)));

        // Then
        assertThat(Duration.between(resumed, taken.at())).isGreaterThan(ofMillis(700));
        assertThat(late).isZero();
        assertThat(logged(subscription).required("status").stringValue()).isEqualTo("succeeded");
        assertThat(logged(subscription).required("attempt_count").intValue()).isEqualTo(1);
    }

    @Test
    void recordsTheClaimThatStandsThoughALateResultIsWrittenWithIt() throws SQLException {
        // Given
        var subscription = api.subscribe(sink.url("/hook"), "customer.created");
        api.patch("/v1/webhook-subscriptions/" + subscription.required("id").stringValue(), Map.of("paused", true));
        facts.customerCreated();
        var waiting = await().until(() -> logged(subscription), log -> is(log, "pending"));
        var standing = UUID.randomUUID();
        execute("update webhook.deliveries set claim = '" + standing + "' where id = '"
                + Ulids.parse(waiting.required("id").stringValue()).orElseThrow() + "'");

        // When
        var recorded = attemptLog.record(List.of(
                lateFailure(subscription, waiting, UUID.randomUUID()), lateFailure(subscription, waiting, standing)));

        // Then
        assertThat(recorded).isEqualTo(1);
        assertThat(logged(subscription).required("attempt_count").intValue()).isEqualTo(1);
    }

    @Test
    void recordsTheOthersWhenTheDatabaseCannotHoldOneOfThem() throws Exception {
        // Given
        var subscription = api.subscribe(sink.url("/hook"), "customer.created");
        api.patch("/v1/webhook-subscriptions/" + subscription.required("id").stringValue(), Map.of("paused", true));
        facts.customerCreated();
        var waiting = await().until(() -> logged(subscription), log -> is(log, "pending"));
        var standing = UUID.randomUUID();
        execute("update webhook.deliveries set claim = '" + standing + "' where id = '"
                + Ulids.parse(waiting.required("id").stringValue()).orElseThrow() + "'");
        var good = lateFailure(subscription, waiting, standing);
        var bad = new Attempt(good.claim(), good.startedAt(), good.duration(), "\0", good.outcome(), good.next());
        var journal = new AttemptJournal(attemptLog);

        // When
        journal.add(bad);
        journal.add(good);
        journal.start();

        // Then
        await().until(() -> logged(subscription).required("attempt_count").intValue() == 1);
        journal.finish();
    }

    @Test
    void doesNotLetASecretThatDoesNotOpenHoldUpOthers() throws SQLException {
        // Given
        var sealedWithALostKey = api.subscribe(sink.url("/lost"), "customer.created");
        api.subscribe(sink.url("/well"), "customer.created");
        execute("update webhook.subscriptions set secret = set_byte(secret, 3, 99) where id = '"
                + Ulids.parse(sealedWithALostKey.required("id").stringValue()).orElseThrow() + "'");

        // When
        facts.customerCreated();

        // Then
        only("/well");
        assertThat(sink.deliveries("/lost")).isEmpty();
    }

    @Test
    void disablesAnEndpointThatIsGoneAndOneThatFailedForFiveDays() throws SQLException {
        // Given
        sink.answers("/gone", n -> 410);
        sink.answers("/failing", n -> 500);
        var gone = api.subscribe(sink.url("/gone"), "*");
        var failing = api.subscribe(sink.url("/failing"), "*");
        execute("update webhook.subscriptions set failing_since = now() - interval '5 days 1 minute' where id = '"
                + Ulids.parse(failing.required("id").stringValue()).orElseThrow() + "'");

        // When
        facts.customerCreated();

        // Then
        await().untilAsserted(() -> {
            assertThat(shown(gone).required("status").stringValue()).isEqualTo("disabled");
            assertThat(shown(gone).required("disabled_reason").stringValue()).isEqualTo("gone");
            assertThat(shown(failing).required("disabled_reason").stringValue()).isEqualTo("failing");
        });
        assertThat(sink.deliveries("/gone")).hasSize(1);
    }

    @Test
    void sendsATestMessageWhateverTheSubscriptionsEvents() {
        // Given
        var subscription = api.subscribe(sink.url("/hook"), "health.changed");

        // When
        var asked = api.post(
                "/v1/webhook-subscriptions/" + subscription.required("id").stringValue() + "/test", Map.of());

        // Then
        assertThat(asked.status()).isEqualTo(202);
        assertThat(json.readTree(only("/hook").body()).required("type").stringValue())
                .isEqualTo("webhook.test");
    }

    @Test
    void deliversOnlyWhatTheFilterLetsThrough() {
        // Given
        var wanted = Ulids.format(Ulids.next());
        var answer = api.post(
                "/v1/webhook-subscriptions",
                Map.of("url", sink.url("/hook"), "events", List.of("*"), "filters", Map.of("customer_id", wanted)));
        assertThat(answer.status()).isEqualTo(201);

        // When
        facts.customerCreated();
        facts.changed(CustomerChangeType.CREATED, null, facts.customer(wanted).build());

        // Then
        assertThat(json.readTree(only("/hook").body())
                        .required("data")
                        .required("id")
                        .stringValue())
                .isEqualTo(wanted);
    }

    @Test
    void signsWithBothSecretsAfterARotation() throws Exception {
        // Given
        var subscription = api.subscribe(sink.url("/hook"), "customer.created");

        // When
        var rotated = api.post(
                "/v1/webhook-subscriptions/" + subscription.required("id").stringValue() + "/rotate-secret", Map.of());
        facts.customerCreated();

        // Then
        var delivery = only("/hook");
        for (var secret :
                List.of(subscription.required("secret"), rotated.body().required("secret"))) {
            new Webhook(secret.stringValue()).verify(delivery.body(), delivery.headers());
        }
        assertThat(rotated.body().required("secret")).isNotEqualTo(subscription.required("secret"));
    }

    @Test
    void showsNothingToAnotherWorkspaceNorToNobody() {
        // Given
        var subscription = api.subscribe(sink.url("/hook"), "customer.created");
        facts.customerCreated();
        var delivery = await().until(() -> logged(subscription), log -> is(log, "succeeded"));
        var other = api.as(TenantId.next());

        // Then
        var id = subscription.required("id").stringValue();
        var deliveryId = delivery.required("id").stringValue();
        assertThat(other.get("/v1/webhook-subscriptions/" + id).status()).isEqualTo(404);
        assertThat(other.patch("/v1/webhook-subscriptions/" + id, Map.of("paused", true))
                        .status())
                .isEqualTo(404);
        assertThat(other.delete("/v1/webhook-subscriptions/" + id).status()).isEqualTo(404);
        assertThat(other.post("/v1/webhook-subscriptions/" + id + "/test", Map.of())
                        .status())
                .isEqualTo(404);
        assertThat(other.get("/v1/webhook-subscriptions/" + id + "/deliveries").status())
                .isEqualTo(404);
        assertThat(other.get("/v1/webhook-deliveries/" + deliveryId).status()).isEqualTo(404);
        assertThat(other.post("/v1/webhook-deliveries/" + deliveryId + "/retry", Map.of())
                        .status())
                .isEqualTo(404);
        for (var table : List.of("subscriptions", "messages", "deliveries", "attempts")) {
            assertThat(apiJdbc.sql("select count(*) from " + table)
                            .query(Long.class)
                            .single())
                    .as(table)
                    .isZero();
        }
    }

    private Sink.Delivery only(String path) {
        await().until(() -> !sink.deliveries(path).isEmpty());
        assertThat(sink.deliveries(path)).hasSize(1);
        return sink.deliveries(path).getFirst();
    }

    private JsonNode body(String path, String type) {
        return sink.deliveries(path).stream()
                .map(delivery -> json.readTree(delivery.body()))
                .filter(body -> body.required("type").stringValue().equals(type))
                .findFirst()
                .orElseThrow();
    }

    private JsonNode shown(JsonNode subscription) {
        return api.get("/v1/webhook-subscriptions/"
                        + subscription.required("id").stringValue())
                .body();
    }

    /** The newest line of the subscription's log; missing while there is none. */
    private JsonNode logged(JsonNode subscription) {
        return api.get("/v1/webhook-subscriptions/"
                        + subscription.required("id").stringValue() + "/deliveries")
                .body()
                .required("data")
                .path(0);
    }

    private static boolean is(JsonNode log, String status) {
        return log.path("status").asString("").equals(status);
    }

    private static void execute(String sql) throws SQLException {
        try (var connection = TestParts.shared().superuser();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private Attempt lateFailure(JsonNode subscription, JsonNode delivery, UUID token) {
        var claim = new Claim(
                new LaneKey(
                        tenant,
                        new SubscriptionId(
                                Ulids.parse(subscription.required("id").stringValue())
                                        .orElseThrow())),
                DeliveryId.parse(delivery.required("id").stringValue()).orElseThrow(),
                token,
                MessageId.next(),
                "{}",
                sink.url("/hook"),
                List.of(),
                new RetrySchedule(List.of()),
                null,
                0);
        return new Attempt(
                claim,
                Instant.now(),
                ofMillis(5),
                "webhook-id: x",
                new Outcome.Unanswered("timeout", "late"),
                new NextStep.RetryIn(ofMillis(1)));
    }
}
