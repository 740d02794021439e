package com.lealup.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.lealup.e2e.RunningSuite.Workspace;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The quickstart guide, its commands run in a shell as they are printed. */
class GuideIT {

    private static final JsonMapper JSON = ApiClient.JSON;
    private static final List<String> SCOPES =
            List.of("customers:write", "customers:read", "events:write", "health:read");

    private final RunningSuite suite = RunningSuite.shared();
    private final Workspace workspace = suite.workspace();
    private final String key = suite.key(workspace, "quickstart", SCOPES);

    @Test
    void worksAsPrinted() {
        JsonNode me = run("3-verify-the-key", Map.of());
        assertThat(names(me)).containsExactly("id", "email", "type", "name", "tenant_id", "scopes");
        assertThat(me.get("type").asString()).isEqualTo("api_key");
        assertThat(me.get("name").asString()).isEqualTo("quickstart");
        assertThat(me.get("tenant_id").asString()).isEqualTo(workspace.tenantId());
        assertThat(me.get("scopes").valueStream().map(JsonNode::asString)).isEqualTo(SCOPES);

        JsonNode customer = run("4-create-a-customer", Map.of());
        assertThat(names(customer))
                .contains(
                        "id",
                        "tenant_id",
                        "name",
                        "email_domain",
                        "arr",
                        "owner_id",
                        "status",
                        "health_score",
                        "created_at");
        assertThat(customer.get("name").asString()).isEqualTo("Acme Corp (test)");
        assertThat(customer.get("arr").toString()).isEqualTo("50000");
        assertThat(customer.get("status").asString()).isEqualTo("active");
        assertThat(customer.get("health_score").isNull()).isTrue();
        assertThat(run("4-create-a-customer", Map.of())).isEqualTo(customer);

        Map<String, String> saved = Map.of("CUSTOMER_ID", customer.get("id").asString());
        assertThat(run("5-log-an-event", saved)).isEqualTo(JSON.readTree("""
                {"accepted": 2, "rejected": 0, "errors": []}
                """));

        // Their printed dates are long past, so the score is not the printed one; but there is one.
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(run("6-query-the-health-score", saved)
                                .get("score")
                                .isNull())
                        .isFalse());
        assertThat(timelineEvents(saved.get("CUSTOMER_ID"))).containsExactly("dashboard_viewed", "report_exported");

        assertThat(shell("cleanup", saved)).isEmpty();
        assertThat(api().get("/v1/customers").body().get("data").valueStream()).isEmpty();
    }

    @Test
    void givesThePrintedScoreForEventsOfToday() {
        ApiClient api = api();
        String id = api.customer("today.example");
        String now = Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
        String events = script("5-log-an-event")
                .replace("2026-04-15T14:25:00Z", now)
                .replace("2026-04-15T14:26:00Z", now)
                .replace("quickstart-event-001", "today-001");

        assertThat(JSON.readTree(suite.shell(events, environment(Map.of("CUSTOMER_ID", id))))
                        .get("accepted")
                        .asInt())
                .isEqualTo(2);

        await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> {
            JsonNode health = api.get("/v1/customers/" + id + "/health").body();
            assertThat(health.get("score").asInt()).isEqualTo(52);
        });
        JsonNode health = api.get("/v1/customers/" + id + "/health").body();
        assertThat(names(health))
                .startsWith("customer_id", "score", "status", "dimensions")
                .contains("updated_at");
        assertThat(health.get("status").asString()).isEqualTo("neutral");
        assertThat(health.get("dimensions").toString())
                .isEqualTo("{\"usage\":{\"value\":65,\"weight\":0.40},\"engagement\":{\"value\":40,\"weight\":0.30},"
                        + "\"support\":{\"value\":50,\"weight\":0.20},\"sentiment\":{\"value\":50,\"weight\":0.10}}");
        await().untilAsserted(() -> assertThat(api.get("/v1/customers/" + id)
                        .body()
                        .get("health_score")
                        .asInt())
                .isEqualTo(52));
    }

    /** The client holds every answer against the document that the gateway serves. */
    @Test
    void answersTheGuidesRequestsAsDescribed() {
        var api = api();

        assertThat(api.get("/v1/users/me").status()).isEqualTo(200);
        String id = api.customer("described.example");
        assertThat(api.post("/v1/events", """
                        {"events": [{"customer_id": "%s", "event_name": "dashboard_viewed"},
                                    {"customer_id": "%1$s", "event_name": "Not a name"}]}
                        """.formatted(id)).status()).isEqualTo(202);
        await().atMost(Duration.ofSeconds(60))
                .until(() -> !api.get("/v1/customers/" + id + "/health")
                        .body()
                        .get("score")
                        .isNull());
        for (String path : List.of("", "/health", "/health/explanation", "/health/history", "/timeline")) {
            assertThat(api.get("/v1/customers/" + id + path).status()).as(path).isEqualTo(200);
        }
        assertThat(api.get("/v1/audit-log").status()).isEqualTo(403);
        assertThat(api.delete("/v1/customers/" + id).status()).isEqualTo(204);
    }

    /** Customers are another service's; that their changes are in the gateway's log shows that all parts fit. */
    @Test
    void keepsWhatWasDoneInTheAuditLog() {
        var admin = new ApiClient(suite.base(), workspace.key());
        String customer = admin.customer("audited.example");
        String hook =
                admin.post("/v1/webhook-subscriptions", """
                        {"url": "http://127.0.0.1:9/hook", "events": ["customer.deleted"]}
                        """).body().path("id").asString();

        for (String subject : List.of(customer, hook)) {
            JsonNode entry = await().atMost(Duration.ofSeconds(60))
                    .until(
                            () -> admin.get("/v1/audit-log?subject=" + subject)
                                    .body()
                                    .at("/data/0"),
                            JsonNode::isObject);
            assertThat(entry.path("action").asString()).endsWith(".created");
            assertThat(entry.path("client_address").asString()).isEqualTo("127.0.0.1");
        }
    }

    @Test
    void keepsWorkspacesApart() {
        String id = api().customer("private.example");
        var stranger = new ApiClient(suite.base(), suite.workspace().key());

        assertThat(stranger.get("/v1/customers/" + id).status()).isEqualTo(404);
        assertThat(stranger.get("/v1/customers/" + id + "/health").status()).isEqualTo(404);
        assertThat(stranger.get("/v1/customers/" + id + "/timeline").status()).isEqualTo(404);
        assertThat(stranger.delete("/v1/customers/" + id).status()).isEqualTo(404);
        assertThat(stranger.post("/v1/events", """
                        [{"customer_id": "%s", "event_name": "spied"}]
                        """.formatted(id))
                        .body()
                        .at("/errors/0/code")
                        .asString())
                .isEqualTo("unknown_customer");
    }

    @Test
    void refusesCallersThatTheGatewayDidNotSend() {
        for (String service : List.of("customer-service", "ingest-service", "health-service", "webhook-service")) {
            int port = suite.part(service).port();
            var direct = new ApiClient("http://127.0.0.1:" + port, key);

            assertThat(direct.get("/v1/customers").status()).as(service).isEqualTo(401);
            assertThat(direct.get("/internal/customers/x").status()).as(service).isEqualTo(401);
            assertThat(direct.get("/anything").status()).as(service).isEqualTo(401);
        }
    }

    @Test
    void opensAWorkspaceAndMakesAKeyByTheLauncher() {
        var opened = suite.json("workspace", "create", "--name", "Globex CS", "--email", "bo@globex.test", "--json");
        var tenant = opened.get("tenant_id").asString();
        var made = suite.json(
                "api-key",
                "create",
                "--name",
                "reader",
                "--scopes",
                "customers:read",
                "--expires",
                "7d",
                "--workspace",
                tenant,
                "--json");

        var me = new ApiClient(suite.base(), made.get("key").asString())
                .get("/v1/users/me")
                .body();
        assertThat(me.get("tenant_id").asString()).isEqualTo(tenant);
        assertThat(me.get("scopes").toString()).isEqualTo("[\"customers:read\"]");
        assertThat(new ApiClient(suite.base(), opened.get("key").asString())
                        .get("/v1/users")
                        .status())
                .isEqualTo(200);
        new Browser(suite.base())
                .signIn(
                        opened.at("/admin/email").asString(),
                        opened.at("/admin/password").asString());
    }

    @Test
    void listsEightPartsAllUp() {
        // Another suite may take all cores at this moment, and a probe has little patience.
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(suite.status().get("parts").valueStream())
                        .hasSize(8)
                        .allSatisfy(part ->
                                assertThat(part.get("healthy").asBoolean()).isTrue()));
    }

    @Test
    void findsNothingWrongWithASuiteThatRuns() {
        assertThat(suite.json("doctor", "--json")
                        .get("findings")
                        .valueStream()
                        .filter(finding -> finding.get("level").asString().equals("problem")))
                .isEmpty();
    }

    private Stream<String> timelineEvents(String customer) {
        return api().get("/v1/customers/" + customer + "/timeline?type=usage_event")
                .body()
                .get("data")
                .valueStream()
                .map(entry -> entry.at("/data/event_name").asString());
    }

    private ApiClient api() {
        return new ApiClient(suite.base(), key);
    }

    private JsonNode run(String step, Map<String, String> saved) {
        return JSON.readTree(shell(step, saved));
    }

    private String shell(String step, Map<String, String> saved) {
        return suite.shell(script(step), environment(saved));
    }

    private Map<String, String> environment(Map<String, String> saved) {
        var environment = new HashMap<>(saved);
        environment.put("LEALUP_KEY", key);
        environment.put("LEALUP_BASE", suite.base());
        return environment;
    }

    private static List<String> names(JsonNode node) {
        return List.copyOf(node.propertyNames());
    }

    private static String script(String step) {
        try (InputStream script = GuideIT.class.getResourceAsStream("/guide/" + step + ".sh")) {
            return new String(script.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
