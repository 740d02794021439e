package com.lealup.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.lealup.e2e.ApiClient.Answer;
import com.lealup.e2e.RunningSuite.Workspace;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * Two gateway processes on two ports: what one does the other knows, and what both do while Postgres or Kafka is away.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FrontDoorIT {

    private static final Duration PROMISE = Duration.ofSeconds(1);
    private static final Duration AWAY = Duration.ofSeconds(Boolean.getBoolean("lealup.long") ? 60 : 10);
    private static final Duration REFUSED_WITHIN = Duration.ofSeconds(2);

    /** Two cores run the suite, two gateways and this: now and then somebody waits for one. */
    private static final Duration NEVER_LONGER = Duration.ofSeconds(8);

    private static final String NOBODY = "01KAR4S9F2K6N8P0R3T7W1Y5A9";

    /** Its shape and checksum are right, and nobody was ever given it. */
    private static final String UNKNOWN_KEY = "lealup_sk_test_0000000000000000000000000000000011eBnY1";

    private final RunningSuite suite = RunningSuite.shared();
    private final Workspace workspace = suite.workspace();
    private final ApiClient api = new ApiClient(suite.base(), workspace.key());
    private final SecondGateway second = SecondGateway.beside(suite);

    /** What the test that runs has killed. */
    private final List<String> away = new ArrayList<>();

    @AfterAll
    void stopIt() {
        second.close();
    }

    private void kill(String part) {
        away.add(part);
        suite.kill(part);
    }

    @AfterEach
    void mend() {
        away.forEach(suite::restart);
        away.clear();
        await().atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(200))
                .untilAsserted(() -> {
                    assertThat(api.post("/v1/api-keys", keyBody("mended")).status())
                            .isEqualTo(201);
                    assertThat(new ApiClient(second.base(), workspace.key())
                                    .get("/v1/api-keys")
                                    .status())
                            .isEqualTo(200);
                    assertThat(api.get("/v1/customers").status()).isEqualTo(200);
                });
    }

    @Test
    void refusesWithinASecondWhatTheOtherGatewayRevoked() {
        var key = newKey();
        assertThat(statusOnSecond(key)).isEqualTo(200);

        revoke(key);

        awaitRefusalOnSecond(key);
        assertThat(status(suite.base(), key)).isEqualTo(401);
    }

    /** With one gateway, each build tries it in the gateway's own tests. */
    @Test
    @EnabledIfSystemProperty(named = "lealup.long", matches = "true")
    void holdsARevocationWithinASecondWhileKafkaIsAway() {
        var old = newKey();
        assertThat(statusOnSecond(old)).isEqualTo(200);

        kill("kafka");

        var made = newKey();
        assertThat(statusOnSecond(made)).isEqualTo(200);
        assertThat(statusOnSecond(old)).isEqualTo(200);
        assertThat(status(suite.base(), old)).isEqualTo(200);
        for (var key : new Key[] {old, made}) {
            revoke(key);
            awaitRefusalOnSecond(key);
            assertThat(status(suite.base(), key)).isEqualTo(401);
        }
    }

    @Test
    void letsKnownKeysInAndTakesEventsWhilePostgresIsAway() throws Exception {
        // Given a customer that ingest knows, and somebody who has signed in
        var customer = api.customer("outage.example");
        var event = "[{\"customer_id\":\"" + customer + "\",\"event_name\":\"report_exported\"}]";
        // Another test may have had Kafka stopped.
        await().atMost(Duration.ofSeconds(60))
                .until(() -> api.post("/v1/events", event).status() == 202);
        await().atMost(Duration.ofSeconds(60))
                .until(() -> api.get("/v1/customers/" + customer + "/health")
                        .body()
                        .path("score")
                        .isNumber());
        var person = new Browser(suite.base()).signIn(workspace.adminEmail(), workspace.adminPassword());

        // When
        kill("postgres");

        // Then, for as long as it is away
        var rest = rest(customer, event, person).entrySet().stream()
                .map(entry -> asking(entry.getKey(), entry.getValue()))
                .toList();
        var took = new LinkedHashMap<String, List<Duration>>();
        var back = Instant.now().plus(AWAY);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            while (Instant.now().isBefore(back)) {
                assertThat(api.get("/v1/users/me").status()).isEqualTo(200);
                assertThat(statusOnSecond(new Key("", workspace.key()))).isEqualTo(200);
                assertThat(api.postWithoutKey("/v1/events", event).status()).isEqualTo(202);
                for (var refusal : threads.invokeAll(rest)) {
                    took.computeIfAbsent(refusal.get().name(), _ -> new ArrayList<>())
                            .add(refusal.get().after());
                }
            }
        }

        assertThat(took).allSatisfy((name, times) -> {
            assertThat(median(times)).as(name + times).isLessThan(REFUSED_WITHIN);
            assertThat(Collections.max(times)).as(name + times).isLessThan(NEVER_LONGER);
        });
    }

    /** A 503, and when it came. */
    private record Refusal(String name, Duration after) {}

    private static Callable<Refusal> asking(String name, Supplier<Answer> request) {
        return () -> {
            long begin = System.nanoTime();
            assertThat(request.get().status()).as(name).isEqualTo(503);
            return new Refusal(name, Duration.ofNanos(System.nanoTime() - begin));
        };
    }

    private static Duration median(List<Duration> times) {
        return times.stream().sorted().toList().get(times.size() / 2);
    }

    /** What cannot be answered without Postgres: 503, and never a 401 that makes somebody throw a good key away. */
    private Map<String, Supplier<Answer>> rest(String customer, String event, Browser person) {
        var rest = new LinkedHashMap<String, Supplier<Answer>>();
        for (var path : new String[] {
            "/v1/customers",
            "/v1/customers/" + customer,
            "/v1/customers/" + customer + "/contacts",
            "/v1/customers/" + customer + "/health",
            "/v1/customers/" + customer + "/health/explanation",
            "/v1/customers/" + customer + "/timeline",
            "/v1/segments",
            "/v1/custom-fields",
            "/v1/webhook-subscriptions",
            "/v1/webhook-deliveries/" + NOBODY,
            "/v1/api-keys",
            "/v1/users",
            "/v1/workspace",
            "/v1/audit-log"
        }) {
            rest.put("GET " + path, () -> api.get(path));
        }
        rest.put("a new customer", () -> api.post("/v1/customers", "{\"name\":\"Late\"}"));
        rest.put("events with an Idempotency-Key", () -> api.post("/v1/events", event));
        rest.put("a new key", () -> api.post("/v1/api-keys", keyBody("late")));
        rest.put("an unknown key", () -> new ApiClient(suite.base(), UNKNOWN_KEY).get("/v1/users/me"));
        rest.put("a session", () -> person.get("/v1/users/me"));
        return rest;
    }

    private record Key(String id, String secret) {}

    private Key newKey() {
        var made = api.post("/v1/api-keys", keyBody("two gateways"));
        assertThat(made.status()).isEqualTo(201);
        return new Key(made.body().get("id").asString(), made.body().get("key").asString());
    }

    private static String keyBody(String name) {
        return "{\"name\":\"" + name + "\",\"scopes\":[\"customers:read\"],\"expires\":7}";
    }

    private void revoke(Key key) {
        assertThat(api.delete("/v1/api-keys/" + key.id()).status()).isEqualTo(204);
    }

    private void awaitRefusalOnSecond(Key key) {
        await().atMost(PROMISE).pollInterval(Duration.ofMillis(20)).until(() -> statusOnSecond(key) == 401);
    }

    private int statusOnSecond(Key key) {
        return status(second.base(), key);
    }

    private static int status(String base, Key key) {
        return new ApiClient(base, key.secret()).get("/v1/users/me").status();
    }
}
