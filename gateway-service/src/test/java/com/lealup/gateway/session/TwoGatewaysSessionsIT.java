package com.lealup.gateway.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.lealup.gateway.GatewayService;
import com.lealup.gateway.testing.PeopleTestBase;
import com.lealup.gateway.testing.QuickHashes;
import java.time.Duration;
import java.util.HashMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** A session is everybody's: no gateway keeps it for itself. */
class TwoGatewaysSessionsIT extends PeopleTestBase {

    private static ConfigurableApplicationContext second;
    private static int secondPort;

    @BeforeAll
    static void startAnother() {
        var properties = new HashMap<String, Object>(properties());
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

    @Test
    void servesASessionThatBeganElsewhere() {
        var person = signUp();
        var here = browserOf(person);

        var there = here.at(secondPort);

        assertThat(there.get("/v1/users/me").json().path("id").asString()).isEqualTo(person.id());
        assertThat(there.send("PATCH", "/v1/workspace", "{\"time_zone\":\"Europe/Lisbon\"}")
                        .status())
                .isEqualTo(200);
        assertThat(there.send("DELETE", "/v1/sessions/current", null).status()).isEqualTo(204);
        assertThat(here.get("/v1/users/me").status()).isEqualTo(401);
    }

    @Test
    void endsTheSessionsAndKeysOfSomebodyWhoIsDeactivatedOnEveryInstance() {
        var admin = browserOf(signUp());
        var person = join(admin, "admin");
        var browser = browserOf(person).at(secondPort);
        var key = "Bearer "
                + browser.send("POST", "/v1/api-keys", keyBody("customers:read"))
                        .json()
                        .path("key")
                        .asString();
        assertThat(browser.get("/v1/users/me").status()).isEqualTo(200);
        assertThat(sendTo(secondPort, key, "GET", "/v1/users/me", null).status())
                .isEqualTo(200);

        assertThat(admin.send("DELETE", "/v1/users/" + person.id(), null).status())
                .isEqualTo(204);

        await().atMost(Duration.ofSeconds(1))
                .pollInterval(Duration.ofMillis(10))
                .until(() -> browser.get("/v1/users/me").status() == 401);
        await().atMost(Duration.ofSeconds(1))
                .pollInterval(Duration.ofMillis(10))
                .until(() ->
                        sendTo(secondPort, key, "GET", "/v1/users/me", null).status() == 401);
    }

    @Test
    void takesAwayWithinASecondWhatARoleNoLongerAllows() {
        var admin = browserOf(signUp());
        var person = join(admin, "admin");
        var browser = browserOf(person).at(secondPort);
        assertThat(browser.get("/v1/users/me").json().path("role").asString()).isEqualTo("admin");

        assertThat(admin.send("PATCH", "/v1/users/" + person.id(), "{\"role\":\"viewer\"}")
                        .status())
                .isEqualTo(200);

        await().atMost(Duration.ofSeconds(1))
                .pollInterval(Duration.ofMillis(10))
                .until(() -> browser.send("PATCH", "/v1/workspace", "{\"name\":\"x\"}")
                                .status()
                        == 403);
        assertThat(browser.get("/v1/users/me").json().path("role").asString()).isEqualTo("viewer");
    }

    @Test
    void countsFailuresOfBothTogether() {
        var person = signUp();
        var wrong = "{\"email\":\"" + person.email() + "\",\"password\":\"wrong horse battery\"}";

        for (int i = 0; i < 5; i++) {
            assertThat(sendTo(i % 2 == 0 ? port : secondPort, null, "POST", "/v1/sessions", wrong)
                            .status())
                    .isEqualTo(401);
        }

        var refused = sendTo(secondPort, null, "POST", "/v1/sessions", wrong);
        assertThat(refused.status()).isEqualTo(429);
        assertThat(Integer.parseInt(refused.header("Retry-After"))).isBetween(1, 2);
    }
}
