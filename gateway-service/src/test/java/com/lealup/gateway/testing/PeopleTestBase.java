package com.lealup.gateway.testing;

import static org.awaitility.Awaitility.await;

import com.lealup.local.testing.TestParts;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import tools.jackson.databind.JsonNode;

/** People of workspaces, and the browsers they use. */
public abstract class PeopleTestBase extends GatewayTestBase {

    protected static final String PASSWORD = "correct horse battery staple";

    private static final AtomicInteger COUNT = new AtomicInteger();

    /** Somebody who can sign in. */
    protected record Person(String id, String tenantId, String email) {}

    /** A browser: keeps the cookie, and sends the token of the session with it. */
    protected static final class Browser {

        private int port;
        private String cookie = "";
        private String csrf = "";

        public Browser(int port) {
            this.port = port;
        }

        /** The same browser, led to another instance by the load balancer. */
        public Browser at(int otherPort) {
            var other = new Browser(otherPort);
            other.cookie = cookie;
            other.csrf = csrf;
            return other;
        }

        public Answer signIn(String email, String password) {
            return signIn(JSON.writeValueAsString(Map.of("email", email, "password", password)));
        }

        public Answer signIn(String body) {
            var answer = sendTo(port, null, "POST", "/v1/sessions", body, headers(""));
            keep(answer);
            return answer;
        }

        public Answer get(String path) {
            return send("GET", path, null);
        }

        public Answer send(String method, String path, String body, String... more) {
            var own = headers(csrf);
            var all = Arrays.copyOf(own, own.length + more.length);
            System.arraycopy(more, 0, all, own.length, more.length);
            var answer = sendTo(port, null, method, path, body, all);
            keep(answer);
            return answer;
        }

        public Answer sendWithToken(String token, String method, String path, String body) {
            return sendTo(port, null, method, path, body, headers(token));
        }

        /** Fetches the token of its session anew. */
        public Browser refresh() {
            csrf = get("/v1/sessions/current").json().path("csrf_token").asString("");
            return this;
        }

        public String cookie() {
            return cookie;
        }

        public String csrf() {
            return csrf;
        }

        private String[] headers(String token) {
            if (cookie.isEmpty()) {
                return new String[0];
            }
            return token.isEmpty()
                    ? new String[] {"Cookie", cookie}
                    : new String[] {"Cookie", cookie, "X-CSRF-Token", token};
        }

        private void keep(Answer answer) {
            answer.response().headers().allValues("Set-Cookie").forEach(set -> cookie = set.split(";", 2)[0]);
            if (answer.response().body().contains("csrf_token")) {
                csrf = answer.json().path("csrf_token").asString();
            }
        }
    }

    protected static String newEmail() {
        return "person" + COUNT.incrementAndGet() + "-"
                + ProcessHandle.current().pid() + "@acme.example";
    }

    /** A workspace of somebody who signed up for it. */
    protected Person signUp() {
        return signUp(newEmail());
    }

    protected Person signUp(String email) {
        var answer = sendTo(port, null, "POST", "/v1/sign-ups", signUpBody(email, PASSWORD));
        if (answer.status() != 201) {
            throw new AssertionError(answer.response().body());
        }
        var json = answer.json();
        return new Person(
                json.at("/user/id").asString(), json.at("/workspace/tenant_id").asString(), email);
    }

    protected static String signUpBody(String email, String password) {
        return JSON.writeValueAsString(
                Map.of("workspace_name", "Acme CS", "name", "Ana Silva", "email", email, "password", password));
    }

    protected Browser browserOf(Person person) {
        var browser = new Browser(port);
        // As a 503 says: behind a test that took Postgres away, on a machine without time to spare, one may come.
        var answer = await().atMost(Duration.ofSeconds(60))
                .until(() -> browser.signIn(person.email(), PASSWORD), signedIn -> signedIn.status() != 503);
        if (answer.status() != 201) {
            throw new AssertionError(answer.response().body());
        }
        return browser;
    }

    /** Invites somebody and accepts for them. */
    protected Person join(Browser admin, String role) {
        var email = newEmail();
        var invited = invite(admin, email, role);
        var accepted = accept(invited.at("/invitation/token").asString(), PASSWORD);
        if (accepted.status() != 200) {
            throw new AssertionError(accepted.response().body());
        }
        var me = admin.get("/v1/users/me").json();
        return new Person(invited.path("id").asString(), me.path("tenant_id").asString(), email);
    }

    protected JsonNode invite(Browser admin, String email, String role) {
        var answer = admin.send("POST", "/v1/users", JSON.writeValueAsString(Map.of("email", email, "role", role)));
        if (answer.status() != 201) {
            throw new AssertionError(answer.response().body());
        }
        return answer.json();
    }

    protected Answer accept(String token, String password) {
        return sendTo(
                port,
                null,
                "POST",
                "/v1/invitations/accept",
                JSON.writeValueAsString(Map.of("token", token, "password", password)));
    }

    protected static void sql(String statement) {
        try (var connection = TestParts.shared().superuser();
                var prepared = connection.createStatement()) {
            prepared.execute(statement);
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    protected static String queried(String query) {
        try (var connection = TestParts.shared().superuser();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(query)) {
            return rows.next() ? rows.getString(1) : "";
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    protected static String uuid(String ulid) {
        return com.lealup.platform.id.Ulids.parse(ulid).orElseThrow().toString();
    }

    /** The audit log of a workspace, oldest first. */
    protected static String audited(String tenantId) {
        return queried("select string_agg(actor_type || ' ' || action, ', ' order by entry_id)"
                + " from gateway.audit_entries where tenant_id = '" + uuid(tenantId) + "'");
    }
}
