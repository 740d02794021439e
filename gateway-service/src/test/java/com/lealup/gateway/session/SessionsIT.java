package com.lealup.gateway.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.lealup.gateway.testing.PeopleTestBase;
import com.lealup.gateway.workspace.ChangePassword;
import com.lealup.gateway.workspace.InTenant;
import com.lealup.gateway.workspace.UserId;
import com.lealup.gateway.workspace.WorkspaceDirectory;
import com.lealup.local.testing.TestParts;
import com.lealup.platform.identity.Caller;
import com.lealup.platform.identity.PrincipalType;
import com.lealup.platform.identity.TenantId;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

class SessionsIT extends PeopleTestBase {

    @Autowired
    private ChangePassword change;

    @Autowired
    private WorkspaceDirectory directory;

    @Autowired
    private InTenant inTenant;

    @Test
    void signsSomebodyInWhoSignedUp() {
        var person = signUp();
        var browser = new Browser(port);

        var answer = browser.signIn(person.email(), PASSWORD);

        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.json().at("/user/role").asString()).isEqualTo("admin");
        assertThat(answer.header("Set-Cookie"))
                .startsWith("lealup=")
                .contains("HttpOnly", "SameSite=Lax", "Path=/")
                .doesNotContain("Domain", "Secure");
        var me = browser.get("/v1/users/me");
        assertThat(me.json().propertyNames())
                .containsExactlyInAnyOrder("id", "email", "type", "name", "tenant_id", "role", "scopes");
        assertThat(me.json().path("type").asString()).isEqualTo("user");
        assertThat(me.json().path("id").asString()).isEqualTo(person.id());
        assertThat(me.json().path("tenant_id").asString()).isEqualTo(person.tenantId());
        assertThat(audited(person.tenantId()))
                .isEqualTo("user workspace.created, user user.created, user session.created");
    }

    @Test
    void saysTheSameOfAWrongPasswordAndOfAnAddressThatNobodyHas() {
        var person = signUp();

        var wrong = new Browser(port).signIn(person.email(), "another horse battery staple");
        var nobody = new Browser(port).signIn(newEmail(), "another horse battery staple");

        assertThat(wrong.status()).isEqualTo(401);
        assertThat(nobody.status()).isEqualTo(401);
        assertThat(nobody.json().path("detail")).isEqualTo(wrong.json().path("detail"));
        assertThat(nobody.header("Set-Cookie")).isEmpty();
    }

    /** Below the time of a hash a refusal would tell that there is nobody to hash for. */
    @Test
    void tellsTheWorkspaceOfARefusedSignIn() {
        var person = signUp();

        new Browser(port).signIn(person.email(), "not the password at all");
        var admin = browserOf(person);
        var entries = admin.get("/v1/audit-log?action=session.refused").json().path("data");

        assertThat(entries.size()).isEqualTo(1);
        assertThat(entries.at("/0/subject/id").asString()).isEqualTo(person.id());
        assertThat(entries.at("/0/actor/id").asString()).isEmpty();
        assertThat(entries.at("/0/client_address").asString()).isEqualTo("127.0.0.1");
    }

    @Test
    void takesAsLongForAnAddressThatNobodyHas() {
        var person = signUp();
        var wrong = new ArrayList<Long>();
        var nobody = new ArrayList<Long>();
        for (int i = 0; i < 4; i++) {
            wrong.add(nanos(person.email()));
            nobody.add(nanos(newEmail()));
        }

        assertThat(Collections.min(nobody)).isGreaterThan(Collections.min(wrong) / 3);
    }

    private long nanos(String email) {
        long start = System.nanoTime();
        assertThat(new Browser(port)
                        .signIn(email, "another horse battery staple")
                        .status())
                .isEqualTo(401);
        return System.nanoTime() - start;
    }

    @Test
    void asksWhichWorkspaceWhenThePasswordOpensSeveral() {
        var first = signUp();
        var second = signUp(first.email());
        var browser = new Browser(port);

        var question = browser.signIn(first.email(), PASSWORD);

        assertThat(question.status()).isEqualTo(409);
        assertThat(question.code()).isEqualTo("workspace_choice_required");
        assertThat(question.json().path("workspaces").findValuesAsString("tenant_id"))
                .containsExactly(first.tenantId(), second.tenantId());
        var answer = browser.signIn("{\"email\":\"" + first.email() + "\",\"password\":\"" + PASSWORD
                + "\",\"tenant_id\":\"" + second.tenantId() + "\"}");
        assertThat(answer.status()).isEqualTo(201);
        assertThat(browser.get("/v1/users/me").json().path("tenant_id").asString())
                .isEqualTo(second.tenantId());
    }

    @Test
    void givesEachSignInANewId() {
        var person = signUp();
        var browser = browserOf(person);
        var before = browser.at(port);

        browser.signIn(person.email(), PASSWORD);

        assertThat(browser.cookie()).isNotEqualTo(before.cookie());
        assertThat(before.get("/v1/users/me").status()).isEqualTo(401);
        assertThat(browser.get("/v1/users/me").status()).isEqualTo(200);
    }

    @Test
    void takesNoIdThatTheBrowserMadeUp() {
        var person = signUp();

        var answer = sendTo(
                port,
                null,
                "POST",
                "/v1/sessions",
                "{\"email\":\"" + person.email() + "\",\"password\":\"" + PASSWORD + "\"}",
                "Cookie",
                "lealup=MDAwMDAwMDAtMDAwMC0wMDAwLTAwMDAtMDAwMDAwMDAwMDAw");

        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.header("Set-Cookie")).doesNotContain("MDAwMDAwMDAtMDAwMC0wMDAwLTAwMDAtMDAwMDAwMDAwMDAw");
    }

    @ParameterizedTest
    @ValueSource(strings = {"lealup=", "lealup=x", "lealup=AAAA", "lealup=%00", "lealup=\"", "lealup=a; lealup=b"})
    void refusesWhatIsNoSession(String cookie) {
        assertThat(sendTo(port, null, "GET", "/v1/users/me", null, "Cookie", cookie)
                        .status())
                .isEqualTo(401);
    }

    @Test
    void demandsTheTokenOfTheSessionForEveryChange() {
        var browser = browserOf(signUp());
        var other = browserOf(signUp());

        for (var token : List.of("", "x", other.csrf())) {
            var answer = browser.sendWithToken(token, "POST", "/v1/users", "{}");
            assertThat(answer.status()).as(token).isEqualTo(403);
            assertThat(answer.code()).isEqualTo("csrf_token_invalid");
            assertThat(browser.sendWithToken(token, "DELETE", "/v1/sessions/current", null)
                            .status())
                    .isEqualTo(403);
        }
        assertThat(browser.send("POST", "/v1/users", "{}").status()).isEqualTo(400);
    }

    @Test
    void neverLooksForTheTokenInABody() {
        var browser = browserOf(signUp());

        var answer = sendTo(
                port,
                null,
                "POST",
                "/v1/customers?_csrf=" + browser.csrf(),
                "_csrf=" + browser.csrf(),
                "Content-Type",
                "application/x-www-form-urlencoded",
                "Cookie",
                browser.cookie());

        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.code()).isEqualTo("csrf_token_invalid");
    }

    @Test
    void carriesASessionToTheServicesAsASignedIdentity() throws InterruptedException {
        var person = signUp();
        var browser = browserOf(person);

        assertThat(browser.sendWithToken("", "POST", "/v1/customers", "{\"name\":\"x\"}")
                        .code())
                .isEqualTo("csrf_token_invalid");
        var answer = browser.send("POST", "/v1/customers", "{\"name\":\"x\"}");

        assertThat(answer.status()).isEqualTo(200);
        var seen = UPSTREAM.next();
        assertThat(seen.headers()).containsKey("lealup-identity").doesNotContainKeys("cookie", "x-csrf-token");
    }

    @Test
    void letsTheKeyCountWhenARequestBringsBoth() {
        var browser = browserOf(signUp());
        var workspace = newWorkspace();

        var answer = send(workspace.key(), "GET", "/v1/users/me", null, "Cookie", browser.cookie());
        var write = send(workspace.key(), "POST", "/v1/users", "{}", "Cookie", browser.cookie());
        var wrong = send("nonsense", "GET", "/v1/users/me", null, "Cookie", browser.cookie());

        assertThat(answer.json().path("type").asString()).isEqualTo("api_key");
        assertThat(answer.json().path("tenant_id").asString()).isEqualTo(workspace.tenantId());
        assertThat(write.status()).isEqualTo(400);
        assertThat(wrong.status()).isEqualTo(401);
    }

    @Test
    void endsASessionAtSignOut() {
        var browser = browserOf(signUp());

        assertThat(browser.at(port).send("DELETE", "/v1/sessions/current", null).status())
                .isEqualTo(204);

        assertThat(browser.get("/v1/users/me").status()).isEqualTo(401);
        assertThat(browser.send("POST", "/v1/users", "{}").status()).isEqualTo(401);
    }

    @Test
    void showsAndEndsTheOtherSessionsOfTheSamePerson() {
        var person = signUp();
        var here = browserOf(person);
        var there = browserOf(person);
        var stranger = browserOf(signUp());

        var list = here.get("/v1/sessions").json().path("data");
        var other = list.valueStream()
                .filter(session -> !session.path("current").asBoolean())
                .findFirst()
                .orElseThrow()
                .path("id")
                .asString();

        assertThat(list).hasSize(2);
        assertThat(stranger.send("DELETE", "/v1/sessions/" + other, null).status())
                .isEqualTo(404);
        assertThat(here.send("DELETE", "/v1/sessions/" + other, null).status()).isEqualTo(204);
        assertThat(there.get("/v1/users/me").status()).isEqualTo(401);
        assertThat(here.get("/v1/users/me").status()).isEqualTo(200);
    }

    @Test
    void endsASessionThatStoodIdleOrLastedTooLong() {
        var idle = signUp();
        var idleBrowser = browserOf(idle);
        var old = signUp();
        var oldBrowser = browserOf(old);
        assertThat(oldBrowser.get("/v1/users/me").status()).isEqualTo(200);

        sql("update gateway.sessions set last_access_time = last_access_time - 1801000,"
                + " expiry_time = expiry_time - 1801000 where principal_name like '%" + idle.id() + "'");
        sql("update gateway.sessions set creation_time = creation_time - 43201000 where principal_name like '%"
                + old.id() + "'");

        assertThat(idleBrowser.get("/v1/users/me").status()).isEqualTo(401);
        assertThat(oldBrowser.get("/v1/users/me").status()).isEqualTo(401);
    }

    @Test
    void hasNoSessionForAKey() {
        var workspace = newWorkspace();

        assertThat(get(workspace.key(), "/v1/sessions/current").status()).isEqualTo(404);
        assertThat(send(workspace.key(), "POST", "/v1/users/me/password", passwords(PASSWORD, PASSWORD))
                        .status())
                .isEqualTo(404);
    }

    @Test
    void changesAPasswordAndEndsTheOtherSessions() {
        var person = signUp();
        var here = browserOf(person);
        var there = browserOf(person);
        var wanted = "seventeen green bottles";

        assertThat(here.send("POST", "/v1/users/me/password", passwords("wrong horse battery", wanted))
                        .json()
                        .at("/errors/0/pointer")
                        .asString())
                .isEqualTo("/current_password");
        assertThat(here.send("POST", "/v1/users/me/password", passwords(PASSWORD, "short"))
                        .json()
                        .at("/errors/0/pointer")
                        .asString())
                .isEqualTo("/new_password");
        assertThat(here.send("POST", "/v1/users/me/password", passwords(PASSWORD, wanted))
                        .status())
                .isEqualTo(204);

        assertThat(there.get("/v1/users/me").status()).isEqualTo(401);
        assertThat(here.get("/v1/users/me").status()).isEqualTo(200);
        assertThat(new Browser(port).signIn(person.email(), PASSWORD).status()).isEqualTo(401);
        assertThat(new Browser(port).signIn(person.email(), wanted).status()).isEqualTo(201);
    }

    @Test
    void signsInWithAnOldHashAndMakesItAnew() {
        var person = signUp();
        var bcrypt =
                "{bcrypt}" + new org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder(4).encode(PASSWORD);
        sql("update gateway.users set password_hash = '" + bcrypt + "' where user_id = '" + uuid(person.id()) + "'");

        browserOf(person);

        assertThat(queried("select password_hash from gateway.users where user_id = '" + uuid(person.id()) + "'"))
                .startsWith("{argon2}");
    }

    @Test
    void namesEveryFieldThatIsWrong() {
        var answer = new Browser(port).signIn("{\"email\":\"x y\",\"tenant_id\":\"1\",\"x\":1}");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().path("errors").findValuesAsString("pointer"))
                .containsExactlyInAnyOrder("/email", "/password", "/tenant_id", "/x");
    }

    @Test
    void isNoTargetForAForm() {
        var answer = sendTo(
                port, null, "POST", "/v1/sessions", "email=x", "Content-Type", "application/x-www-form-urlencoded");

        assertThat(answer.status()).isEqualTo(415);
    }

    /** The old password is right when it is held against its hash, and the change commits before the session begins. */
    @Test
    void refusesTheOldPasswordThatIsChangedWhileItsHashIsMade() throws Exception {
        // Given
        var person = signUp();
        var here = browserOf(person);
        var there = browserOf(person);
        var wanted = "seventeen green bottles";
        var late = new Browser(port);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor();
                var holder = TestParts.shared().superuser();
                var statement = holder.createStatement()) {
            // The change waits here, its row written and not committed, for a session that somebody holds.
            holder.setAutoCommit(false);
            statement.execute("select 1 from gateway.sessions where principal_name like '%" + person.id()
                    + "' order by creation_time desc limit 1 for update");
            var change = threads.submit(() -> here.send("POST", "/v1/users/me/password", passwords(PASSWORD, wanted)));
            awaitWaiting("delete from sessions");

            // When
            var signIn = threads.submit(() -> late.signIn(person.email(), PASSWORD));
            awaitWaiting("for share");
            holder.rollback();

            // Then
            assertThat(change.get().status()).isEqualTo(204);
            assertThat(signIn.get().status()).isEqualTo(401);
        }
        assertThat(late.get("/v1/users/me").status()).isEqualTo(401);
        assertThat(there.get("/v1/users/me").status()).isEqualTo(401);
        assertThat(here.get("/v1/users/me").status()).isEqualTo(200);
        assertThat(new Browser(port).signIn(person.email(), wanted).status()).isEqualTo(201);
    }

    @Test
    void endsASessionThatBeganWithAnOlderPasswordWhateverWasLeftOfIt() {
        var person = signUp();
        var browser = browserOf(person);

        sql("update gateway.users set password_version = password_version + 1 where user_id = '" + uuid(person.id())
                + "'");

        await().atMost(Duration.ofSeconds(1))
                .pollInterval(Duration.ofMillis(20))
                .until(() -> browser.get("/v1/users/me").status() == 401);
    }

    @Test
    void makesNoHashAnewThatIsNoLongerTheirs() {
        var person = signUp();
        var user = tenant(person, () -> directory.user(TenantId.of(person.tenantId()), userId(person)))
                .orElseThrow();
        var current = tenant(person, () -> change.currentHash(user)).orElseThrow();

        tenant(person, () -> {
            change.rehash(user, "an older hash", "a better hash of an older password");
            return true;
        });
        assertThat(tenant(person, () -> change.currentHash(user))).contains(current);
        tenant(person, () -> {
            change.rehash(user, current, "a better hash");
            return true;
        });
        assertThat(tenant(person, () -> change.currentHash(user))).contains("a better hash");
    }

    @Test
    void changesAPasswordOnceForEachIdempotencyKey() {
        // Given
        var person = signUp();
        var browser = browserOf(person);
        var body = passwords(PASSWORD, "seventeen green bottles");

        // When
        var first = browser.send("POST", "/v1/users/me/password", body, "Idempotency-Key", "p");
        var retry = browser.refresh().send("POST", "/v1/users/me/password", body, "Idempotency-Key", "p");
        var later = new Browser(port);
        later.signIn(person.email(), "seventeen green bottles");
        var laterRetry = later.send("POST", "/v1/users/me/password", body, "Idempotency-Key", "p");
        var other = later.send(
                "POST",
                "/v1/users/me/password",
                passwords("seventeen green bottles", PASSWORD),
                "Idempotency-Key",
                "p");

        // Then
        assertThat(first.status()).isEqualTo(204);
        assertThat(first.header("Idempotent-Replayed")).isEmpty();
        assertThat(retry.status()).isEqualTo(204);
        assertThat(retry.header("Idempotent-Replayed")).isEqualTo("true");
        assertThat(laterRetry.status()).isEqualTo(204);
        assertThat(laterRetry.header("Idempotent-Replayed")).isEqualTo("true");
        assertThat(other.status()).isEqualTo(422);
        assertThat(audited(person.tenantId())).containsOnlyOnce("user.password_changed");
        assertThat(queried("select encode(fingerprint, 'hex') from gateway.idempotency_records where tenant_id = '"
                        + uuid(person.tenantId()) + "'"))
                .isNotEmpty()
                .doesNotContain(sha256("\0USER:" + person.id() + "\0" + body), sha256("\0" + body), sha256(body));
    }

    @Test
    void keepsNoRefusalOfAPasswordUnderAnIdempotencyKeyAndCountsIt() {
        var person = signUp();
        var browser = browserOf(person);
        var wrong = passwords("not my password at all", "seventeen green bottles");

        var statuses = Stream.generate(
                        () -> browser.send("POST", "/v1/users/me/password", wrong, "Idempotency-Key", "w")
                                .status())
                .limit(15)
                .toList();

        assertThat(statuses.subList(0, 5)).containsOnly(400);
        assertThat(statuses).contains(429);
    }

    private <T> T tenant(Person person, Supplier<T> work) {
        var caller = new Caller(
                TenantId.of(person.tenantId()), person.id(), PrincipalType.USER, "", "", null, Set.of(), "", "");
        return inTenant.call(caller, work);
    }

    private static UserId userId(Person person) {
        return UserId.parse(person.id()).orElseThrow();
    }

    private static void awaitWaiting(String statement) {
        await().atMost(Duration.ofSeconds(60))
                .until(() -> queried("select count(*) from pg_stat_activity where wait_event_type = 'Lock'"
                                + " and replace(query, chr(10), ' ') like '%" + statement + "%'")
                        .equals("1"));
    }

    private static String sha256(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    private static String passwords(String current, String wanted) {
        return "{\"current_password\":\"" + current + "\",\"new_password\":\"" + wanted + "\"}";
    }
}
