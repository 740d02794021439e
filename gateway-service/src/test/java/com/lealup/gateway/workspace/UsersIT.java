package com.lealup.gateway.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import com.lealup.gateway.testing.PeopleTestBase;
import java.util.ArrayList;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UsersIT extends PeopleTestBase {

    @Test
    void opensAWorkspaceOnTrialForWhoeverSignsUp() {
        var email = newEmail();

        var answer = sendTo(port, null, "POST", "/v1/sign-ups", signUpBody(email, PASSWORD));

        assertThat(answer.status()).isEqualTo(201);
        var workspace = answer.json().path("workspace");
        assertThat(workspace.path("plan").asString()).isEqualTo("starter");
        var created = java.time.Instant.parse(workspace.path("created_at").asString());
        var ends = java.time.Instant.parse(workspace.path("trial_ends_at").asString());
        assertThat(java.time.Duration.between(created, ends).toHours()).isBetween(719L, 720L);
        assertThat(answer.json().at("/user/role").asString()).isEqualTo("admin");
        assertThat(answer.json().at("/user/status").asString()).isEqualTo("active");
        assertThat(answer.response().body()).doesNotContain(PASSWORD);
    }

    @Test
    void saysNobodyWhetherAnAddressIsKnownAtSignUp() {
        var email = newEmail();
        var first = sendTo(port, null, "POST", "/v1/sign-ups", signUpBody(email, PASSWORD));

        var second = sendTo(port, null, "POST", "/v1/sign-ups", signUpBody(email, PASSWORD));

        assertThat(second.status()).isEqualTo(first.status());
        assertThat(second.json().propertyNames()).isEqualTo(first.json().propertyNames());
    }

    @Test
    void namesEveryFieldOfASignUpThatIsWrong() {
        var answer = sendTo(
                port,
                null,
                "POST",
                "/v1/sign-ups",
                "{\"workspace_name\":\"a\\u202eb\",\"name\":\"\",\"email\":\"x\",\"password\":\"short\",\"x\":1}");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().path("errors").findValuesAsString("pointer"))
                .containsExactlyInAnyOrder("/workspace_name", "/name", "/email", "/password", "/x");
    }

    @ParameterizedTest
    @ValueSource(strings = {"elevenchars", "Acme CS Acme", "PERSON@ACME.EXAMPLE", "aaaaaaaaaaaaaaaaaaaaaaaaaa"})
    void holdsAPasswordAgainstTheRules(String password) {
        var body = "{\"workspace_name\":\"Acme CS Acme\",\"name\":\"Ana\",\"email\":\"person@acme.example\","
                + "\"password\":\"" + password + "\"}";

        var answer = sendTo(port, null, "POST", "/v1/sign-ups", body);

        boolean isFine = password.startsWith("aaaa");
        assertThat(answer.status()).isEqualTo(isFine ? 201 : 400);
        if (!isFine) {
            assertThat(answer.json().at("/errors/0/pointer").asString()).isEqualTo("/password");
        }
    }

    @Test
    void distinguishesPasswordsThatDifferBehindTheSeventySecondByte() {
        var email = newEmail();
        var password = "x".repeat(100);
        sendTo(port, null, "POST", "/v1/sign-ups", signUpBody(email, password + "a"));

        assertThat(new Browser(port).signIn(email, password + "b").status()).isEqualTo(401);
        assertThat(new Browser(port).signIn(email, password + "a").status()).isEqualTo(201);
    }

    @Test
    void invitesSomebodyByALinkThatWorksOnce() {
        var admin = browserOf(signUp());
        var email = newEmail();
        var invited = invite(admin, email, "csm");
        var token = invited.at("/invitation/token").asString();

        assertThat(invited.path("status").asString()).isEqualTo("invited");
        assertThat(invited.at("/invitation/url").asString()).isEqualTo("/app#/invitations/" + token);
        assertThat(new Browser(port).signIn(email, PASSWORD).status()).isEqualTo(401);
        assertThat(accept(token, "short").json().at("/errors/0/pointer").asString())
                .isEqualTo("/password");
        assertThat(accept(token, PASSWORD).json().path("status").asString()).isEqualTo("active");
        assertThat(accept(token, PASSWORD).json().at("/errors/0/code").asString())
                .isEqualTo("invalid_token");
        var browser = new Browser(port);
        assertThat(browser.signIn(email, PASSWORD).status()).isEqualTo(201);
        assertThat(browser.get("/v1/users/me").json().path("role").asString()).isEqualTo("csm");
    }

    @Test
    void keepsNoTokenInTheClear() {
        var admin = browserOf(signUp());
        var token = invite(admin, newEmail(), "viewer").at("/invitation/token").asString();
        var secret = token.substring(token.indexOf('.') + 1);

        assertThat(queried("select count(*) from gateway.user_links l where l::text like '%" + secret + "%'"))
                .isEqualTo("0");
        assertThat(queried("select count(*) from gateway.audit_entries a where a::text like '%" + secret + "%'"))
                .isEqualTo("0");
    }

    @Test
    void lets16WhoFollowOneLinkAtOnceInOnce() throws Exception {
        var admin = browserOf(signUp());
        var token = invite(admin, newEmail(), "viewer").at("/invitation/token").asString();
        Callable<Integer> following = () -> accept(token, PASSWORD).status();
        var statuses = new ArrayList<Integer>();

        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var status :
                    threads.invokeAll(Stream.generate(() -> following).limit(16).toList())) {
                statuses.add(status.get());
            }
        }

        assertThat(statuses).containsOnlyOnce(200).doesNotContain(500);
    }

    @Test
    void refusesALinkThatIsTooOldReplacedOrOfAnotherKind() {
        var admin = browserOf(signUp());
        var old = invite(admin, newEmail(), "viewer");
        var replaced = invite(admin, newEmail(), "viewer");
        sql("update gateway.user_links set expires_at = now() where user_id = '"
                + uuid(old.path("id").asString()) + "'");
        var newer = admin.send("POST", "/v1/users/" + replaced.path("id").asString() + "/invitation", null);

        assertThat(accept(old.at("/invitation/token").asString(), PASSWORD).status())
                .isEqualTo(400);
        assertThat(accept(replaced.at("/invitation/token").asString(), PASSWORD).status())
                .isEqualTo(400);
        assertThat(complete(newer.json().path("token").asString(), PASSWORD).status())
                .isEqualTo(400);
        assertThat(accept(newer.json().path("token").asString(), PASSWORD).status())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", ".", "01KAR4S9F2K6N8P0R3T7W1Y5A9.x", "..", "a.b"})
    void takesNoGarbageForAToken(String token) {
        assertThat(accept(token, PASSWORD).json().at("/errors/0/pointer").asString())
                .isEqualTo("/token");
    }

    @Test
    void resetsAPasswordByALinkAndEndsTheSessions() {
        var admin = browserOf(signUp());
        var person = join(admin, "csm");
        var browser = browserOf(person);
        var link = admin.send("POST", "/v1/users/" + person.id() + "/password-reset", null);
        var wanted = "seventeen green bottles";

        assertThat(link.status()).isEqualTo(201);
        assertThat(complete(link.json().path("token").asString(), wanted).status())
                .isEqualTo(204);

        assertThat(browser.get("/v1/users/me").status()).isEqualTo(401);
        assertThat(new Browser(port).signIn(person.email(), PASSWORD).status()).isEqualTo(401);
        assertThat(new Browser(port).signIn(person.email(), wanted).status()).isEqualTo(201);
        assertThat(complete(link.json().path("token").asString(), wanted).status())
                .isEqualTo(400);
    }

    @Test
    void letsInAgainWhoWasKeptOutByFailuresAndGotALink() {
        var admin = browserOf(signUp());
        var person = join(admin, "csm");
        for (int i = 0; i < 9; i++) {
            new Browser(port).signIn(person.email(), "wrong horse battery");
        }
        assertThat(new Browser(port).signIn(person.email(), PASSWORD).status()).isEqualTo(429);
        var link = admin.send("POST", "/v1/users/" + person.id() + "/password-reset", null);

        complete(link.json().path("token").asString(), PASSWORD);

        assertThat(new Browser(port).signIn(person.email(), PASSWORD).status()).isEqualTo(201);
    }

    @Test
    void listsThePeopleOfTheWorkspaceInPages() {
        var admin = browserOf(signUp());
        var first = join(admin, "csm");
        var second = join(admin, "viewer");
        browserOf(signUp());

        var page = admin.get("/v1/users?limit=2").json();
        var rest = admin.get(
                        "/v1/users?limit=2&cursor=" + page.path("next_cursor").asString())
                .json();

        assertThat(page.path("data").findValuesAsString("id")).containsExactly(second.id(), first.id());
        assertThat(page.path("has_more").asBoolean()).isTrue();
        assertThat(rest.path("data")).hasSize(1);
        assertThat(rest.path("has_more").asBoolean()).isFalse();
        assertThat(admin.get("/v1/users?status=invited").json().path("data")).isEmpty();
        assertThat(admin.get("/v1/users?status=nobody").status()).isEqualTo(400);
        assertThat(admin.get("/v1/users/" + first.id()).json().path("email").asString())
                .isEqualTo(first.email());
    }

    @Test
    void knowsNobodyOfAnotherWorkspace() {
        var admin = browserOf(signUp());
        var stranger = signUp();

        assertThat(admin.get("/v1/users/" + stranger.id()).status()).isEqualTo(404);
        assertThat(admin.send("PATCH", "/v1/users/" + stranger.id(), "{\"name\":\"x\"}")
                        .status())
                .isEqualTo(404);
        assertThat(admin.send("DELETE", "/v1/users/" + stranger.id(), null).status())
                .isEqualTo(404);
        assertThat(admin.send("POST", "/v1/users/" + stranger.id() + "/password-reset", null)
                        .status())
                .isEqualTo(404);
    }

    @Test
    void tellsWhoHasTheAddressAlready() {
        var admin = browserOf(signUp());
        var person = join(admin, "csm");

        var answer = admin.send("POST", "/v1/users", "{\"email\":\"" + person.email() + "\",\"role\":\"viewer\"}");

        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.code()).isEqualTo("duplicate");
        assertThat(answer.json().path("user_id").asString()).isEqualTo(person.id());
    }

    @Test
    void keepsTheLastActiveAdministrator() {
        var person = signUp();
        var admin = browserOf(person);
        var invited = invite(admin, newEmail(), "admin");

        assertThat(admin.send("DELETE", "/v1/users/" + person.id(), null).code())
                .isEqualTo("conflict");
        assertThat(admin.send("PATCH", "/v1/users/" + person.id(), "{\"role\":\"csm\"}")
                        .status())
                .isEqualTo(409);

        accept(invited.at("/invitation/token").asString(), PASSWORD);
        assertThat(admin.send("PATCH", "/v1/users/" + person.id(), "{\"role\":\"csm\"}")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void keepsOneOfTwoAdministratorsWhoDemoteEachOtherAtOnce() throws Exception {
        for (int i = 0; i < 5; i++) {
            var one = signUp();
            var first = browserOf(one);
            var other = join(first, "admin");
            var second = browserOf(other);

            try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
                Callable<Answer> demote = () -> first.send("PATCH", "/v1/users/" + other.id(), "{\"role\":\"viewer\"}");
                Callable<Answer> demoteBack =
                        () -> second.send("PATCH", "/v1/users/" + one.id(), "{\"role\":\"viewer\"}");
                for (var answer : threads.invokeAll(java.util.List.of(demote, demoteBack))) {
                    assertThat(answer.get().status()).isIn(200, 403, 409);
                }
            }

            assertThat(queried("select count(*) from gateway.users where role = 'admin' and tenant_id = '"
                            + uuid(one.tenantId()) + "'"))
                    .isEqualTo("1");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "users:read users:write, viewer, 403",
        "users:read users:write customers:read health:read segments:read, viewer, 201",
        "users:read users:write customers:read health:read segments:read, csm, 403",
        "users:read users:write customers:read customers:write health:read segments:read, csm, 201",
        "users:write, admin, 403",
        "admin:*, admin, 201"
    })
    void letsNoKeyInviteSomebodyWhoMayMoreThanTheKey(String scopes, String role, int status) {
        var workspace = newWorkspace();
        var key = newKey(workspace, scopes.split(" "));

        var answer = send(key, "POST", "/v1/users", "{\"email\":\"" + newEmail() + "\",\"role\":\"" + role + "\"}");

        assertThat(answer.status()).isEqualTo(status);
        if (status == 403) {
            assertThat(answer.code()).isEqualTo("insufficient_role");
        }
    }

    @Test
    void letsNoKeyTouchSomebodyWhoMayMoreThanTheKey() {
        var workspace = newWorkspace();
        var admin = get(workspace.key(), "/v1/users").json().at("/data/0/id").asString();
        var key = newKey(workspace, "users:read", "users:write", "customers:read", "health:read", "segments:read");

        assertThat(send(key, "DELETE", "/v1/users/" + admin, null).status()).isEqualTo(403);
        assertThat(send(key, "PATCH", "/v1/users/" + admin, "{\"role\":\"viewer\"}")
                        .status())
                .isEqualTo(403);
        assertThat(send(key, "POST", "/v1/users/" + admin + "/password-reset", null)
                        .status())
                .isEqualTo(403);
    }

    @Test
    void letsSomebodyInAgain() {
        var admin = browserOf(signUp());
        var person = join(admin, "csm");
        var invited = invite(admin, newEmail(), "csm");

        for (var id : new String[] {person.id(), invited.path("id").asString()}) {
            assertThat(admin.send("DELETE", "/v1/users/" + id, null).status()).isEqualTo(204);
            assertThat(admin.send("DELETE", "/v1/users/" + id, null).status()).isEqualTo(204);
            assertThat(admin.send("POST", "/v1/users/" + id + "/password-reset", null)
                            .status())
                    .isEqualTo(409);
        }
        assertThat(new Browser(port).signIn(person.email(), PASSWORD).status()).isEqualTo(401);
        assertThat(accept(invited.at("/invitation/token").asString(), PASSWORD).status())
                .isEqualTo(400);

        assertThat(admin.send("POST", "/v1/users/" + person.id() + "/reactivate", null)
                        .json()
                        .path("status")
                        .asString())
                .isEqualTo("active");
        assertThat(admin.send("POST", "/v1/users/" + invited.path("id").asString() + "/reactivate", null)
                        .json()
                        .path("status")
                        .asString())
                .isEqualTo("invited");
        assertThat(new Browser(port).signIn(person.email(), PASSWORD).status()).isEqualTo(201);
    }

    @Test
    void writesDownWhatWasDone() {
        var person = signUp();
        var admin = browserOf(person);
        var other = join(admin, "csm");
        admin.send("PATCH", "/v1/users/" + other.id(), "{\"role\":\"viewer\",\"name\":\"Bo\"}");
        admin.send("DELETE", "/v1/users/" + other.id(), null);
        admin.send("POST", "/v1/users/" + other.id() + "/reactivate", null);

        assertThat(audited(person.tenantId()))
                .isEqualTo("user workspace.created, user user.created, user session.created, user user.invited,"
                        + " user user.invitation_issued, user user.accepted, user user.password_changed,"
                        + " user user.updated, user user.deactivated, user user.reactivated");
        assertThat(queried("select before ->> 'role' || ' ' || (after ->> 'role') from gateway.audit_entries"
                        + " where action = 'user.updated' and subject_id = '" + other.id() + "'"))
                .isEqualTo("csm viewer");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"role\":null}",
                "{\"name\":null}",
                "{\"role\":\"king\"}",
                "{\"name\":\"a\\u0007b\"}",
                "{\"x\":1}"
            })
    void refusesAnEditThatMakesNoSense(String body) {
        var person = signUp();

        assertThat(browserOf(person)
                        .send("PATCH", "/v1/users/" + person.id(), body)
                        .status())
                .isEqualTo(400);
    }

    @Test
    void changesTheNameAndTheTimeZoneOfTheWorkspace() {
        var admin = browserOf(signUp());

        var answer = admin.send("PATCH", "/v1/workspace", "{\"name\":\"Acme Lisboa\",\"time_zone\":\"Europe/Lisbon\"}");
        var wrong = admin.send("PATCH", "/v1/workspace", "{\"time_zone\":\"Mars/Olympus\",\"plan\":\"scale\"}");

        assertThat(answer.json().path("name").asString()).isEqualTo("Acme Lisboa");
        assertThat(admin.get("/v1/workspace").json().path("time_zone").asString())
                .isEqualTo("Europe/Lisbon");
        assertThat(wrong.json().path("errors").findValuesAsString("pointer"))
                .containsExactlyInAnyOrder("/time_zone", "/plan");
    }

    private Answer complete(String token, String password) {
        return sendTo(
                port,
                null,
                "POST",
                "/v1/password-resets/complete",
                "{\"token\":\"" + token + "\",\"password\":\"" + password + "\"}");
    }
}
