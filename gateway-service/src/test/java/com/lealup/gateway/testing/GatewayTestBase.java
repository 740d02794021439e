package com.lealup.gateway.testing;

import static org.awaitility.Awaitility.await;

import com.lealup.gateway.edge.InternalConnector;
import com.lealup.local.testing.TestParts;
import com.lealup.platform.testing.ApiDescription;
import com.lealup.platform.testing.TestIdentity;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** One gateway for all integration tests of the module; each keeps to workspaces of its own. */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        // All tests come from one address, and many bring bad credentials.
        properties = {
            "lealup.limits.address.failures-per-minute=1000000",
            "lealup.limits.address.anonymous-per-minute=1000000"
        })
@Import(QuickHashes.class)
public abstract class GatewayTestBase {

    protected static final String OPERATOR_TOKEN = "operator-token-of-the-tests-0123456789";
    protected static final Upstream UPSTREAM = Upstream.start();
    protected static final JsonMapper JSON = JsonMapper.shared();

    private static final ApiDescription DESCRIPTION = ApiDescription.ofModule("gateway-service");
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private static final int NOBODY = closedPort();

    @LocalServerPort
    protected int port;

    @Autowired
    private InternalConnector internal;

    /** Not every test looks at what reaches the services, and the next one must not take that for its own. */
    @BeforeEach
    void forgetWhatReachedTheUpstream() {
        UPSTREAM.forgetAll();
    }

    @DynamicPropertySource
    static void parts(DynamicPropertyRegistry registry) {
        properties().forEach((name, value) -> registry.add(name, () -> value));
    }

    /** The settings of a gateway of these tests. */
    protected static Map<String, String> properties() {
        var properties = new LinkedHashMap<>(TestParts.shared().properties("gateway"));
        properties.putAll(TestIdentity.properties());
        properties.putAll(TestIdentity.signingProperties());
        properties.put("lealup.keys.peppers", "2:" + secret(2) + ",1:" + secret(1));
        properties.put("lealup.keys.record-mac-key", secret(3));
        properties.put("lealup.keys.write-uses", "1s");
        properties.put("lealup.operator.token", OPERATOR_TOKEN);
        properties.put("lealup.gateway.internal-port", "0");
        properties.put("lealup.routes.customer-service", UPSTREAM.origin().toString());
        properties.put("lealup.routes.health-service", UPSTREAM.origin().toString());
        properties.put("lealup.routes.ingest-service", UPSTREAM.origin().toString());
        properties.put("lealup.routes.webhook-service", "http://127.0.0.1:" + NOBODY);
        properties.put("management.server.port", "0");
        // All tests come from one address.
        properties.put("lealup.attempts.sign-ups-per-address", "100000");
        properties.put("lealup.attempts.per-address", "100000");
        properties.put("lealup.session.failure-floor", "10ms");
        return properties;
    }

    /** An answer. */
    protected record Answer(HttpResponse<String> response) {

        public int status() {
            return response.statusCode();
        }

        public JsonNode json() {
            return JSON.readTree(response.body());
        }

        public String code() {
            return json().path("code").asString("");
        }

        public String header(String name) {
            return response.headers().firstValue(name).orElse("");
        }
    }

    /** A workspace of a test's own, with a key that may do everything. */
    protected record Workspace(String tenantId, String adminEmail, String password, String key) {}

    protected Workspace newWorkspace() {
        var answer = operator("POST", "/operator/workspaces", "{\"name\":\"Acme CS\",\"email\":\"Ana@acme.example\"}");
        if (answer.status() != 201) {
            throw new AssertionError(answer.response().body());
        }
        var json = answer.json();
        return new Workspace(
                json.path("tenant_id").asString(),
                json.at("/admin/email").asString(),
                json.at("/admin/password").asString(),
                json.path("key").asString());
    }

    /**
     * Mends the parts and waits until the gateway has its database again, so that the next test begins as the first.
     */
    protected void mendParts() {
        TestParts.shared().mend();
        await().atMost(Duration.ofSeconds(60)).ignoreExceptions().until(() -> {
            var opened =
                    operator("POST", "/operator/workspaces", "{\"name\":\"Mended\",\"email\":\"bo@acme.example\"}");
            return opened.status() == 201
                    && get(opened.json().path("key").asString(), "/v1/api-keys").status() == 200;
        });
    }

    protected String newKey(Workspace workspace, String... scopes) {
        return createKey(workspace.key(), scopes).path("key").asString();
    }

    protected JsonNode createKey(String with, String... scopes) {
        var answer = send(with, "POST", "/v1/api-keys", keyBody(scopes));
        if (answer.status() != 201) {
            throw new AssertionError(answer.response().body());
        }
        return answer.json();
    }

    protected static String keyBody(String... scopes) {
        return "{\"name\":\"quickstart\",\"expires\":7,\"scopes\":" + JSON.writeValueAsString(Arrays.asList(scopes))
                + "}";
    }

    protected Answer get(String key, String path) {
        return send(key, "GET", path, null);
    }

    protected Answer send(String key, String method, String path, String body, String... headers) {
        return sendTo(port, "Bearer " + key, method, path, body, headers);
    }

    protected Answer operator(String method, String path, String body) {
        return sendTo(internalPort(), "Bearer " + OPERATOR_TOKEN, method, path, body);
    }

    protected int internalPort() {
        return internal.port();
    }

    protected static Answer sendTo(
            int port, String authorization, String method, String path, String body, String... headers) {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .timeout(Duration.ofSeconds(20))
                .method(
                        method,
                        body == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body));
        if (authorization != null) {
            request.header("Authorization", authorization);
        }
        if (body != null) {
            request.header("Content-Type", "application/json");
        }
        for (int i = 0; i < headers.length; i += 2) {
            request.setHeader(headers[i], headers[i + 1]);
        }
        try {
            return new Answer(DESCRIPTION.check(CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString())));
        } catch (IOException e) {
            throw new AssertionError(method + " " + path, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    private static String secret(int filling) {
        var bytes = new byte[32];
        Arrays.fill(bytes, (byte) filling);
        return Base64.getEncoder().encodeToString(bytes);
    }

    private static int closedPort() {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
