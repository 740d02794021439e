package com.lealup.gateway.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.lealup.gateway.GatewayService;
import com.lealup.gateway.testing.GatewayTestBase;
import com.lealup.gateway.testing.QuickHashes;
import com.lealup.local.part.Part;
import com.lealup.local.testing.TestParts;
import com.lealup.platform.serde.AvroCodec;
import com.lealup.schemas.Topics;
import com.lealup.schemas.v1.Plan;
import com.lealup.schemas.v1.WorkspaceEnvironment;
import com.lealup.schemas.v1.WorkspaceState;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** Two gateways with small limits: 300 requests a minute in the smallest plan, 20 failures a minute and address. */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
class RequestLimitsIT extends GatewayTestBase {

    private static final Map<String, String> LIMITS = Map.of(
            "lealup.limits.requests-per-minute.starter", "600",
            "lealup.limits.requests-per-minute.growth", "2000",
            "lealup.limits.address.failures-per-minute", "20",
            "lealup.limits.address.anonymous-per-minute", "40",
            "lealup.edge.trusted-proxies", "127.0.0.1");
    private static final AtomicInteger NEXT_ADDRESS = new AtomicInteger(1);

    private static ConfigurableApplicationContext second;
    private static int secondPort;

    @Autowired
    private AvroCodec codec;

    private record Opened(String tenantId, String key) {}

    private final String address = "192.0.2." + NEXT_ADDRESS.getAndIncrement();

    @DynamicPropertySource
    static void limits(DynamicPropertyRegistry registry) {
        LIMITS.forEach((name, value) -> registry.add(name, () -> value));
    }

    @BeforeAll
    static void startAnother() {
        var properties = new HashMap<>(properties());
        properties.putAll(LIMITS);
        properties.put("server.port", "0");
        second = new SpringApplicationBuilder(GatewayService.class, QuickHashes.class)
                .run(properties.entrySet().stream()
                        .map(property -> "--" + property.getKey() + "=" + property.getValue())
                        .toArray(String[]::new));
        secondPort = second.getEnvironment().getProperty("local.server.port", Integer.class);
    }

    @AfterAll
    static void stopIt() {
        second.close();
    }

    @AfterEach
    void mend() {
        TestParts.shared().mend();
    }

    @Test
    void saysOnEveryAnswerHowTheWorkspaceStands() {
        var key = workspace("starter").key();

        for (var path : List.of("/v1/users/me", "/v1/nothing", "/v1/api-keys?typo=1", "/v1/customers")) {
            assertSaysHowItStands(call(port, key, path), "requests", 300);
        }
        assertThat(UPSTREAM.isQuiet()).isFalse();
    }

    @Test
    void saysOnEveryAnswerHowTheAddressStandsThatProvesNothing() {
        assertSaysHowItStands(call(port, null, "/v1/users/me"), "address", 40);
        assertSaysHowItStands(call(port, null, "/docs"), "address", 40);
        assertSaysHowItStands(call(port, null, "/v1/openapi.json"), "address", 40);
        var failed = call(port, "nonsense", "/v1/users/me");
        assertThat(failed.status()).isEqualTo(401);
        assertSaysHowItStands(failed, "failures", 20);
    }

    @Test
    void joinsWhatAServiceSaysOfItsOwnLimit() throws InterruptedException {
        var answer = call(port, workspace("starter").key(), "/v1/events/counted");
        UPSTREAM.next();

        assertThat(answer.response().headers().allValues("RateLimit-Policy"))
                .containsExactly("\"requests\";q=300;w=60, \"events\";q=60000;w=60");
        assertThat(answer.response().headers().allValues("RateLimit"))
                .containsExactly(
                        "\"requests\";r=" + answer.header("X-RateLimit-Remaining") + ";t=1, \"events\";r=59000;t=1");
        assertThat(answer.header("X-RateLimit-Limit")).isEqualTo("300");
    }

    @Test
    void saysNothingToAWorkspaceWithoutLimits() {
        var answer = call(port, workspace("unlimited").key(), "/v1/users/me");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.response().headers().map().keySet())
                .noneMatch(name -> name.toLowerCase(java.util.Locale.ROOT).contains("ratelimit"));
    }

    @Test
    void refusesWhatIsTooMuchAndKeepsItsWordAboutWhenToComeBack() {
        var key = workspace("starter").key();
        var answer = drain(key);

        assertThat(answer.status()).isEqualTo(429);
        assertThat(answer.code()).isEqualTo("rate_limited");
        assertThat(answer.json().at("/violated_policies/0").asString()).isEqualTo("requests");
        assertThat(answer.header("X-RateLimit-Remaining")).isEqualTo("0");
        assertThat(answer.header("RateLimit")).isEqualTo("\"requests\";r=0;t=" + answer.header("Retry-After"));
        assertThat(answer.header("RateLimit-Policy")).isEqualTo("\"requests\";q=300;w=60");

        var come = Instant.now().plusSeconds(Long.parseLong(answer.header("Retry-After")));
        await().until(() -> Instant.now().isAfter(come));
        assertThat(call(port, key, "/v1/users/me").status()).isEqualTo(200);
        assertThat(call(secondPort, workspace("starter").key(), "/v1/users/me").status())
                .isEqualTo(200);
    }

    @Test
    void letsAsManyThroughTwoGatewaysAsThroughOne() {
        // Given
        var key = workspace("starter").key();
        awaitSharing();
        var let = new AtomicInteger();
        var began = Instant.now();
        var end = began.plusSeconds(5);

        // When all four go on well beyond the limit
        var clients = new ArrayList<CompletableFuture<Void>>();
        for (int i = 0; i < 4; i++) {
            int gateway = i % 2 == 0 ? port : secondPort;
            clients.add(CompletableFuture.runAsync(() -> {
                while (Instant.now().isBefore(end)) {
                    if (call(gateway, key, "/v1/users/me").status() == 200) {
                        let.incrementAndGet();
                    }
                }
            }));
        }
        clients.forEach(CompletableFuture::join);

        // Then
        var seconds = Duration.between(began, Instant.now()).toMillis() / 1000.0;
        assertThat(let.get()).isCloseTo((int) (300 + 5 * seconds), Percentage.withPercentage(5));
    }

    @Test
    void goesByTheNewPlanAtOnceAndKeepsWhatWasUsed() {
        var workspace = workspace("starter");
        drain(workspace.key());

        publish(workspace.tenantId(), Plan.GROWTH);

        await().atMost(Duration.ofSeconds(60))
                .until(() -> call(port, workspace.key(), "/v1/users/me").status() == 200);
        var answer = call(port, workspace.key(), "/v1/users/me");
        assertThat(answer.header("X-RateLimit-Limit")).isEqualTo("1000");
        // 200 of 1000 were used, and 17 a second flow in; forgotten, they would leave 998.
        assertThat(Integer.parseInt(answer.header("X-RateLimit-Remaining"))).isBetween(500, 980);
    }

    @Test
    void limitsByItselfWhileKafkaAndPostgresAreAway() {
        var key = workspace("starter").key();
        assertThat(call(port, key, "/v1/users/me").status()).isEqualTo(200);

        TestParts.shared().kill(Part.KAFKA);
        TestParts.shared().kill(Part.POSTGRES);

        assertThat(drain(key).status()).isEqualTo(429);
    }

    @Test
    void refusesAnAddressThatGuessesBeforeItLooksAtAnotherKey() {
        // Given a caller behind the same address who has been here before, and one who has not
        var known = workspace("starter").key();
        var stranger = workspace("starter").key();
        assertThat(call(port, known, "/v1/users/me").status()).isEqualTo(200);

        // When
        for (int i = 0; i < 20; i++) {
            assertThat(call(port, "guess" + i, "/v1/users/me").status()).isEqualTo(401);
        }

        // Then
        var refused = call(port, "guess", "/v1/users/me");
        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.json().at("/violated_policies/0").asString()).isEqualTo("failures");
        assertThat(call(port, stranger, "/v1/users/me").status()).isEqualTo(429);
        assertThat(call(port, known, "/v1/users/me").status()).isEqualTo(200);
        assertThat(call(port, null, "/docs").status()).isEqualTo(200);
        assertThat(call(port, known, "/v1/users/me").header("RateLimit")).startsWith("\"requests\"");

        // And it is over when it says so
        var come = Instant.now().plusSeconds(Long.parseLong(refused.header("Retry-After")));
        await().atMost(Duration.ofSeconds(60)).until(() -> Instant.now().isAfter(come));
        assertThat(call(port, stranger, "/v1/users/me").status()).isEqualTo(200);
    }

    @Test
    void countsRefusedSignInsAgainstTheAddress() {
        int refusals = 0;
        var refused = signIn("nobody@acme.example", "not a password of anybody");
        while (refused.status() == 401 && refusals < 60) {
            refusals++;
            refused = signIn("nobody" + refusals + "@acme.example", "not a password of anybody");
        }

        // Twenty, and one more for every three seconds that it took.
        assertThat(refusals).isBetween(20, 40);
        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.json().at("/violated_policies/0").asString()).isEqualTo("failures");
        assertThat(call(port, "guess", "/v1/users/me").status()).isEqualTo(429);
    }

    @Test
    void letsNobodyBuyGuessesAtAPasswordWithAGoodKey() {
        var key = workspace("starter").key();
        int refusals = 0;
        int status = 401;
        while (status == 401 && refusals < 60) {
            refusals++;
            assertThat(call(port, key, "/v1/users/me").status()).isEqualTo(200);
            status = signIn("buyer" + refusals + "@acme.example", "not a password", "Authorization", "Bearer " + key)
                    .status();
        }

        assertThat(status).isEqualTo(429);
        assertThat(refusals).isBetween(20, 45);
    }

    @Test
    void limitsASessionAtHomeAndThroughTheProxy() {
        var opened = operator(
                        "POST",
                        "/operator/workspaces",
                        "{\"name\":\"Acme CS\",\"email\":\"session-" + address
                                + "@acme.example\",\"plan\":\"starter\"}")
                .json();
        var signedIn = signIn(
                opened.at("/admin/email").asString(),
                opened.at("/admin/password").asString());
        assertThat(signedIn.status()).isEqualTo(201);
        var cookie = signedIn.header("Set-Cookie").split(";", 2)[0];

        for (var path : List.of("/v1/users/me", "/v1/customers")) {
            var answer = sendTo(port, null, "GET", path, null, "X-Forwarded-For", address, "Cookie", cookie);
            assertThat(answer.status()).isEqualTo(200);
            assertSaysHowItStands(answer, "requests", 300);
        }
        var forged = sendTo(port, null, "POST", "/v1/customers", "{}", "X-Forwarded-For", address, "Cookie", cookie);
        assertThat(forged.code()).isEqualTo("csrf_token_invalid");
    }

    private Answer signIn(String email, String password, String... headers) {
        return sendTo(
                port,
                null,
                "POST",
                "/v1/sessions",
                JSON.writeValueAsString(Map.of("email", email, "password", password)),
                Stream.concat(Stream.of("X-Forwarded-For", address), Stream.of(headers))
                        .toArray(String[]::new));
    }

    @Test
    void doesNotChargeAWorkspaceForWhatAnAddressGuesses() {
        var key = workspace("starter").key();
        var before = call(port, key, "/v1/users/me").header("X-RateLimit-Remaining");
        for (int i = 0; i < 20; i++) {
            call(port, key + "x", "/v1/users/me");
        }

        assertThat(Integer.parseInt(call(port, key, "/v1/users/me").header("X-RateLimit-Remaining")))
                .isGreaterThan(Integer.parseInt(before) - 10);
    }

    @Test
    void limitsRequestsWithoutACredential() {
        for (int i = 0; i < 40; i++) {
            assertThat(call(port, null, "/docs").status()).isEqualTo(200);
        }
        await().atMost(Duration.ofSeconds(60))
                .until(() -> call(port, null, "/docs").status() == 429);

        assertThat(sendTo(port, null, "GET", "/docs", null, "X-Forwarded-For", "198.51.100.7")
                        .status())
                .isEqualTo(200);
    }

    private static void assertSaysHowItStands(Answer answer, String policy, int quota) {
        assertThat(answer.response().headers().allValues("RateLimit-Policy"))
                .containsExactly("\"" + policy + "\";q=" + quota + ";w=60");
        assertThat(answer.response().headers().allValues("RateLimit"))
                .singleElement()
                .satisfies(field -> assertThat(field)
                        .matches("\"" + policy + "\";r=[0-9]{1,3};t=[0-9]{1,2}")
                        .contains(";r=" + answer.header("X-RateLimit-Remaining") + ";"));
        assertThat(answer.header("X-RateLimit-Limit")).isEqualTo(Integer.toString(quota));
        assertThat(Instant.ofEpochSecond(Long.parseLong(answer.header("X-RateLimit-Reset"))))
                .isBetween(Instant.now().minusSeconds(5), Instant.now().plusSeconds(62));
    }

    /** The first refusal; about 300 requests are let in before. */
    private Answer drain(String key) {
        for (int i = 0; i < 2000; i++) {
            var answer = call(port, key, "/v1/users/me");
            if (answer.status() != 200) {
                return answer;
            }
        }
        throw new AssertionError("2000 requests were let in");
    }

    private void awaitSharing() {
        await().atMost(Duration.ofSeconds(60))
                .until(() -> second.getBean("limitMetrics") != null
                        && second.getBean(io.micrometer.core.instrument.MeterRegistry.class)
                                        .get("lealup.limits.instances")
                                        .gauge()
                                        .value()
                                >= 2);
    }

    private Answer call(int gateway, String key, String path) {
        return sendTo(gateway, key == null ? null : "Bearer " + key, "GET", path, null, "X-Forwarded-For", address);
    }

    private Opened workspace(String plan) {
        var body = "{\"name\":\"Acme CS\",\"email\":\"Ana@acme.example\",\"plan\":\"" + plan + "\"}";
        // Behind an outage that another test has made it may be refused once more, with a 503 that says "again".
        var answer = await().atMost(Duration.ofSeconds(60))
                .until(() -> operator("POST", "/operator/workspaces", body), made -> made.status() != 503);
        assertThat(answer.status()).isEqualTo(201);
        var json = answer.json();
        return new Opened(json.path("tenant_id").asString(), json.path("key").asString());
    }

    private void publish(String tenantId, Plan plan) {
        var topic = Topics.WORKSPACES.name();
        var state = WorkspaceState.newBuilder()
                .setTenantId(tenantId)
                .setName("Acme CS")
                .setPlan(plan)
                .setEnvironment(WorkspaceEnvironment.TEST)
                .setTimeZone("UTC")
                .setCreatedAt(Instant.EPOCH)
                .setRevision(1000)
                .build();
        Map<String, Object> config =
                Map.of("bootstrap.servers", TestParts.shared().bootstrapServers());
        try (var producer = new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(
                            topic, tenantId.getBytes(StandardCharsets.UTF_8), codec.encode(topic, state)))
                    .get();
        } catch (ExecutionException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }
}
