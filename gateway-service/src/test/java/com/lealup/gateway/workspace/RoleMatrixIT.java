package com.lealup.gateway.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import com.lealup.gateway.testing.PeopleTestBase;
import com.lealup.platform.identity.Internal;
import com.lealup.platform.identity.Open;
import java.util.ArrayList;
import java.util.Base64;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** Each role at each operation of the gateway: who may, and who is told 403. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RoleMatrixIT extends PeopleTestBase {

    private static final Set<Role> ALL = Set.of(Role.values());
    private static final Set<Role> ADMIN = Set.of(Role.ADMIN);

    /** Every operation that asks for a caller, and the roles that may. One that is not here fails the test below. */
    private static final Map<String, Set<Role>> MATRIX = Map.ofEntries(
            Map.entry("GET /v1/users/me", ALL),
            Map.entry("POST /v1/users/me/password", ALL),
            Map.entry("GET /v1/sessions", ALL),
            Map.entry("GET /v1/sessions/current", ALL),
            Map.entry("DELETE /v1/sessions/{id}", ALL),
            Map.entry("DELETE /v1/sessions/current", ALL),
            Map.entry("GET /v1/workspace", ALL),
            Map.entry("PATCH /v1/workspace", ADMIN),
            Map.entry("GET /v1/users", ALL),
            Map.entry("GET /v1/users/{id}", ALL),
            Map.entry("POST /v1/users", ADMIN),
            Map.entry("PATCH /v1/users/{id}", ADMIN),
            Map.entry("DELETE /v1/users/{id}", ADMIN),
            Map.entry("POST /v1/users/{id}/reactivate", ADMIN),
            Map.entry("POST /v1/users/{id}/invitation", ADMIN),
            Map.entry("POST /v1/users/{id}/password-reset", ADMIN),
            Map.entry("GET /v1/api-keys", ADMIN),
            Map.entry("GET /v1/api-keys/{id}", ADMIN),
            Map.entry("POST /v1/api-keys", ADMIN),
            Map.entry("PATCH /v1/api-keys/{id}", ADMIN),
            Map.entry("POST /v1/api-keys/{id}/rotate", ADMIN),
            Map.entry("DELETE /v1/api-keys/{id}", ADMIN),
            Map.entry("GET /v1/dead-letters", ADMIN),
            Map.entry("GET /v1/dead-letters/{id}", ADMIN),
            Map.entry("DELETE /v1/dead-letters/{id}", ADMIN),
            Map.entry("POST /v1/dead-letters/{id}/redrive", ADMIN),
            Map.entry("GET /v1/audit-log", Set.of(Role.ADMIN, Role.DIRECTOR)));

    /** Operations that are merged from elsewhere may be missing yet; those that run must be in the matrix. */
    private static final String NOBODYS_ID = "01KAR4S9F2K6N8P0R3T7W1Y5A9";

    @Autowired
    @Qualifier("requestMappingHandlerMapping")
    private RequestMappingHandlerMapping handlers;

    private final Map<Role, Person> people = new EnumMap<>(Role.class);
    private final Map<Role, Browser> browsers = new EnumMap<>(Role.class);

    private Browser browser(Role role) {
        if (people.isEmpty()) {
            var founder = signUp();
            var admin = browserOf(founder);
            people.put(Role.ADMIN, founder);
            for (var other : List.of(Role.DIRECTOR, Role.CSM, Role.VIEWER)) {
                people.put(other, join(admin, other.text()));
            }
        }
        return browsers.computeIfAbsent(role, _ -> browserOf(people.get(role)));
    }

    @Test
    void hasARowForEveryOperation() {
        assertThat(running()).isSubsetOf(MATRIX.keySet());
    }

    Stream<Arguments> cells() {
        var cells = new ArrayList<Arguments>();
        running().forEach(operation -> {
            for (var role : Role.values()) {
                var may = MATRIX.getOrDefault(operation, Set.of()).contains(role);
                cells.add(Arguments.of(operation, role, may));
            }
        });
        return cells.stream();
    }

    @ParameterizedTest(name = "{0} {1} {2}")
    @MethodSource("cells")
    void letsARoleDoWhatItMayAndNothingElse(String operation, Role role, boolean may) {
        var browser = browser(role);
        var method = operation.substring(0, operation.indexOf(' '));
        var path = operation.substring(operation.indexOf(' ') + 1).replaceAll("\\{[^}]+}", NOBODYS_ID);

        var answer = browser.send(method, path, Set.of("POST", "PATCH").contains(method) ? "{\"no_field\":1}" : null);

        if (operation.equals("DELETE /v1/sessions/current")) {
            browsers.remove(role);
        }
        if (may) {
            assertThat(answer.status()).as(answer.response().body()).isIn(200, 204, 400, 404);
        } else {
            assertThat(answer.status()).as(answer.response().body()).isEqualTo(403);
            assertThat(answer.code()).isEqualTo("insufficient_scope");
        }
    }

    /** What lies behind the gateway asks for scopes: those that the role has reach it, and no others. */
    @ParameterizedTest
    @EnumSource(Role.class)
    void tellsTheServicesTheRoleAndItsScopes(Role role) throws InterruptedException {
        var browser = browser(role);
        UPSTREAM.forgetAll();
        browser.get("/v1/customers");

        var token = UPSTREAM.next().header("lealup-identity").getFirst();
        var claims = JSON.readTree(Base64.getUrlDecoder().decode(token.split("\\.", 4)[1]));

        assertThat(claims.toString())
                .contains("\"" + role.text() + "\"", people.get(role).id());
        for (var scope : Role.DIRECTOR.scopes()) {
            assertThat(claims.toString().contains("\"" + scope)
                            || claims.toString().contains(scope + " ")
                            || claims.toString().contains(scope + "\""))
                    .as(scope)
                    .isEqualTo(role.scopes().contains(scope));
        }
    }

    private Set<String> running() {
        var operations = new TreeSet<String>();
        handlers.getHandlerMethods().forEach((info, handler) -> {
            if (handler.hasMethodAnnotation(Open.class)
                    || handler.hasMethodAnnotation(Internal.class)
                    || ErrorController.class.isAssignableFrom(handler.getBeanType())) {
                return;
            }
            for (var path : info.getPatternValues()) {
                info.getMethodsCondition().getMethods().forEach(method -> operations.add(method + " " + path));
            }
        });
        return operations;
    }
}
