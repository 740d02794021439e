package com.lealup.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each role at each operation of the document that the running suite serves, through the gateway to the service that
 * answers. The table is {@code roles.txt}; an operation that is not in it fails.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RolesIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String PASSWORD = "correct horse battery staple";
    private static final String NOBODYS_ID = "01KAR4S9F2K6N8P0R3T7W1Y5A9";
    private static final Set<String> METHODS = Set.of("get", "post", "put", "patch", "delete");
    private static final String WRONG = "{\"no_field\":1}";

    /** Where a role decides only once the body is right. */
    private static final Map<String, String> BODIES = Map.of(
            "POST /v1/custom-fields", "{\"key\":\"%s\",\"label\":\"Tier\",\"type\":\"TEXT\"}",
            "PATCH /v1/custom-fields/{id}", "{\"label\":\"Level\"}",
            "PATCH /v1/customers/{id}", "{\"name\":\"Renamed\"}",
            "POST /v1/customers/{id}/contacts", "{\"name\":\"Bo\",\"email\":\"%s@acme.example\",\"role\":\"billing\"}",
            "PATCH /v1/customers/{id}/contacts/{contact_id}", "{\"name\":\"Bo B\"}");

    /** What is no JSON, and is refused as such before a role decides. */
    private static final Map<String, String> TYPES = Map.of("POST /v1/customers/imports", "text/csv");

    enum Role {
        ADMIN,
        DIRECTOR,
        CSM,
        VIEWER
    }

    enum May {
        YES,
        NO,
        /** What they own, and not what others own. */
        OWN
    }

    private final RunningSuite suite = RunningSuite.shared();
    private final RunningSuite.Workspace workspace = suite.workspace();
    private final ApiClient api = new ApiClient(suite.base(), workspace.key());
    private final Map<String, Map<Role, May>> table = table();
    private final Map<Role, String> emails = new EnumMap<>(Role.class);
    private final Map<Role, Browser> browsers = new EnumMap<>(Role.class);
    private final Map<String, String> untouched = new ConcurrentHashMap<>();

    @BeforeAll
    void invite() {
        var admin = new Browser(suite.base()).signIn(workspace.adminEmail(), workspace.adminPassword());
        browsers.put(Role.ADMIN, admin);
        for (var role : List.of(Role.DIRECTOR, Role.CSM, Role.VIEWER)) {
            var email = role.name().toLowerCase(Locale.ROOT) + "@" + UUID.randomUUID() + ".test";
            var invited = admin.send("POST", "/v1/users", Browser.body(Map.of("email", email, "role", text(role))));
            new Browser(suite.base())
                    .accept(invited.body().at("/invitation/token").asString(), PASSWORD);
            emails.put(role, email);
            browsers.put(role, new Browser(suite.base()).signIn(email, PASSWORD));
        }
    }

    /** One after the other, before many come at once: what a service loads with its first request takes its time. */
    @BeforeAll
    void askEachServiceOnce() {
        for (var path : List.of("/v1/customers", "/v1/customers/" + NOBODYS_ID + "/health", "/v1/webhook-events")) {
            api.get(path);
        }
        api.post("/v1/events", "[]");
    }

    @Test
    void hasARowForEveryOperationAndNoOther() {
        assertThat(table.keySet()).containsExactlyInAnyOrderElementsOf(operations());
    }

    Stream<Arguments> cells() {
        return table.entrySet().stream()
                .flatMap(row -> row.getValue().entrySet().stream()
                        .map(cell -> Arguments.of(row.getKey(), cell.getKey(), cell.getValue())));
    }

    /** Side by side: no cell leaves anything behind that another one looks at. */
    @Execution(ExecutionMode.CONCURRENT)
    @ParameterizedTest(name = "{0} {1} {2}")
    @MethodSource("cells")
    void letsARoleDoWhatItMayAndNothingElse(String operation, Role role, May may) {
        switch (may) {
            case YES ->
                assertThat(status(operation, role, ownedBy(operation, workspace.adminEmail())))
                        .isNotIn(401, 403)
                        .isLessThan(500);
            case NO -> assertThat(status(operation, role, untouched(operation))).isEqualTo(403);
            case OWN -> {
                assertThat(status(operation, role, untouched(operation))).isEqualTo(403);
                assertThat(status(operation, role, ownedBy(operation, emails.get(role))))
                        .isNotIn(401, 403)
                        .isLessThan(500);
            }
        }
    }

    private int status(String operation, Role role, String id) {
        var method = operation.substring(0, operation.indexOf(' '));
        var path = operation
                .substring(operation.indexOf(' ') + 1)
                .replaceFirst("\\{id}", id)
                .replaceAll("\\{[^}]+}", NOBODYS_ID);
        var body = BODIES.getOrDefault(operation, WRONG)
                .formatted("a" + UUID.randomUUID().toString().substring(0, 8));
        var browser = operation.equals("DELETE /v1/sessions/current")
                ? new Browser(suite.base()).signIn(email(role), password(role))
                : browsers.get(role);
        var sent = Set.of("POST", "PATCH", "PUT").contains(method) ? body : null;
        // Who may do what is asked here, not whether a service that has just started keeps up: 503 says "again".
        var type = TYPES.getOrDefault(operation, "application/json");
        return await().atMost(PATIENCE)
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(200))
                .until(() -> browser.send(method, path, sent, type).status(), status -> status != 503);
    }

    /** Something of the administrator's that no cell changes: one for all that are refused. */
    private String untouched(String operation) {
        if (operation.endsWith("/stream")) {
            // An answer to wait a minute for.
            return NOBODYS_ID;
        }
        var of = operation.replaceFirst("^\\S+ ", "").replaceFirst("\\{id}.*", "{id}");
        return untouched.computeIfAbsent(of, _ -> made(operation, workspace.adminEmail()));
    }

    /** Something of its own for each cell that may change it. */
    private String ownedBy(String operation, String email) {
        return operation.startsWith("GET ") ? untouched(operation) : made(operation, email);
    }

    /** Of the kind that the operation is about, where that decides; elsewhere an id that nobody has. */
    private String made(String operation, String email) {
        var path = operation.substring(operation.indexOf(' ') + 1);
        if (path.startsWith("/v1/customers/{id}")) {
            var customer = api.post("/v1/customers", Browser.body(Map.of("name", "Owned", "owner_email", email)));
            return customer.body().get("id").asString();
        }
        if (path.startsWith("/v1/custom-fields/{id}")) {
            var key = "b" + UUID.randomUUID().toString().substring(0, 8);
            return api.post(
                            "/v1/custom-fields",
                            BODIES.get("POST /v1/custom-fields").formatted(key))
                    .body()
                    .get("id")
                    .asString();
        }
        return NOBODYS_ID;
    }

    private String email(Role role) {
        return role == Role.ADMIN ? workspace.adminEmail() : emails.get(role);
    }

    private String password(Role role) {
        return role == Role.ADMIN ? workspace.adminPassword() : PASSWORD;
    }

    private static String text(Role role) {
        return role.name().toLowerCase(Locale.ROOT);
    }

    /** Every operation that asks for a caller. */
    private Set<String> operations() {
        var operations = new TreeSet<String>();
        api.get("/v1/openapi.json")
                .body()
                .get("paths")
                .properties()
                .forEach(path -> path.getValue().properties().stream()
                        .filter(operation -> METHODS.contains(operation.getKey()))
                        .filter(operation ->
                                !operation.getValue().path("security").isEmpty())
                        .forEach(operation ->
                                operations.add(operation.getKey().toUpperCase(Locale.ROOT) + " " + path.getKey())));
        return operations;
    }

    private static Map<String, Map<Role, May>> table() {
        var rows = new LinkedHashMap<String, Map<Role, May>>();
        for (var line : lines()) {
            var words = line.split(" +", -1);
            var cells = new EnumMap<Role, May>(Role.class);
            var column = 2;
            for (var role : Role.values()) {
                cells.put(role, May.valueOf(words[column].toUpperCase(Locale.ROOT)));
                column++;
            }
            rows.put(words[0] + " " + words[1], cells);
        }
        return rows;
    }

    private static List<String> lines() {
        try (var stream = RolesIT.class.getResourceAsStream("/roles.txt")) {
            if (stream == null) {
                throw new IllegalStateException("There is no roles.txt");
            }
            var lines = new ArrayList<>(new String(stream.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList());
            lines.removeIf(line -> line.isBlank() || line.startsWith("#"));
            return lines;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
