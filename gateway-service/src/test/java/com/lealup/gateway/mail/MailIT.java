package com.lealup.gateway.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetup;
import com.lealup.gateway.testing.AnotherGateway;
import com.lealup.gateway.testing.PeopleTestBase;
import com.lealup.local.testing.TestParts;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A gateway that has a real SMTP server, beside the one that all tests share, which has none. */
class MailIT extends PeopleTestBase {

    private static final Pattern LINK =
            Pattern.compile("https://app\\.acme\\.example/app#/(invitations|password-resets)/(\\S+)");
    private static final int SMTP_PORT = freePort();
    private static final int MOST_OF_A_WORKSPACE = 4;

    private static AnotherGateway mailing;

    private GreenMail server;

    @BeforeAll
    static void startGateway() {
        mailing = AnotherGateway.start(settings());
    }

    @AfterAll
    static void stopGateway() {
        mailing.close();
    }

    @BeforeEach
    void startServer() {
        server = newServer();
        server.start();
    }

    /** Once all is sent, so that the next test gets nobody else's mail. */
    @AfterEach
    void stopServer() {
        await().atMost(Duration.ofSeconds(60))
                .until(() -> queried("select count(*) from gateway.mails").equals("0"));
        server.stop();
    }

    @Test
    void mailsAnInvitationAndShowsNoLink() {
        // Given
        var admin = browserOf(signUp()).at(mailing.port());
        var email = newEmail();

        // When
        var invited = invite(admin, email, "csm");

        // Then
        assertThat(invited.at("/invitation/mailed_to").asString()).isEqualTo(email);
        assertThat(invited.at("/invitation").has("token")).isFalse();
        assertThat(invited.at("/invitation").has("url")).isFalse();
        var token = linkTo(email);
        assertThat(accept(token, PASSWORD).status()).isEqualTo(200);
        assertThat(new Browser(port).signIn(email, PASSWORD).status()).isEqualTo(201);
    }

    @Test
    void mailsALinkToWhoeverHasLostTheirPassword() {
        // Given
        var person = signUp();

        // When
        var asked = ask(person.email());
        var completed = complete(linkTo(person.email()), "seventeen green bottles");

        // Then
        assertThat(asked.status()).isEqualTo(202);
        assertThat(completed.status()).isEqualTo(204);
        assertThat(new Browser(port).signIn(person.email(), PASSWORD).status()).isEqualTo(401);
        assertThat(new Browser(port)
                        .signIn(person.email(), "seventeen green bottles")
                        .status())
                .isEqualTo(201);
    }

    @Test
    void saysTheSameOfAnAddressThatNobodyHasAndMailsNothing() {
        // Given
        var person = signUp();

        // When
        var unknown = ask(newEmail());
        var known = ask(person.email());

        // Then
        assertThat(unknown.status()).isEqualTo(202);
        assertThat(unknown.response().body()).isEqualTo(known.response().body()).isEmpty();
        assertThat(audited(person.tenantId())).endsWith("user user.password_reset_requested");
        linkTo(person.email());
        assertThat(recipients()).containsExactly(person.email());
    }

    @Test
    void refusesToMailTheSameAddressOverAndOver() {
        // Given
        var email = newEmail();

        // When
        var statuses = List.of(
                ask(email).status(),
                ask(email).status(),
                ask(email).status(),
                ask(email).status());

        // Then
        assertThat(statuses).containsExactly(202, 202, 202, 429);
    }

    @Test
    void refusesAnAdministratorWhoMailsSomebodyOverAndOver() {
        // Given
        var admin = browserOf(signUp()).at(mailing.port());
        var email = newEmail();
        var path = "/v1/users/" + invite(admin, email, "csm").path("id").asString() + "/invitation";

        // When
        var again = admin.send("POST", path, null);
        var refused = admin.send("POST", path, null);

        // Then
        assertThat(again.status()).isEqualTo(201);
        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.code()).isEqualTo("rate_limited");
        assertThat(Integer.parseInt(refused.header("Retry-After"))).isBetween(200, 301);
        assertThat(queried("select count(*) from gateway.audit_entries where action = 'user.invitation_issued'"
                        + " and after->>'email' = '" + email + "'"))
                .isEqualTo("2");
        var other = browserOf(signUp()).at(mailing.port());
        assertThat(other.send("POST", "/v1/users", "{\"email\":\"" + email + "\",\"role\":\"csm\"}")
                        .status())
                .isEqualTo(429);
        assertThat(other.get("/v1/users").json().toString()).doesNotContain(email);
    }

    @Test
    void refusesAWorkspaceThatMailsTooManyPeople() {
        var admin = browserOf(signUp()).at(mailing.port());
        for (int i = 0; i < MOST_OF_A_WORKSPACE; i++) {
            invite(admin, newEmail(), "viewer");
        }

        var refused = admin.send("POST", "/v1/users", "{\"email\":\"" + newEmail() + "\",\"role\":\"viewer\"}");

        assertThat(refused.status()).isEqualTo(429);
        assertThat(Integer.parseInt(refused.header("Retry-After"))).isBetween(200, 301);
        invite(browserOf(signUp()).at(mailing.port()), newEmail(), "viewer");
    }

    @Test
    void sendsNoOlderLinkInPlaceOfOneThatTheOperatorWasShown() {
        // Given
        server.stop();
        var person = signUp();
        ask(person.email());
        await().atMost(Duration.ofSeconds(60)).until(() -> failuresOf(person.email()) > 0);

        // When
        var shown = operator(
                "POST", "/operator/workspaces/" + person.tenantId() + "/password-resets", body(person.email()));
        server = newServer();
        server.start();
        var bystander = signUp();
        ask(bystander.email());
        linkTo(bystander.email());

        // Then
        assertThat(failuresOf(person.email())).isNegative();
        assertThat(recipients()).containsExactly(bystander.email());
        assertThat(complete(shown.json().path("token").asString(), "seventeen green bottles")
                        .status())
                .isEqualTo(204);
    }

    /** The mail is in the sender's hands when it is taken back: only the person's locked row is between the two. */
    @Test
    void looksAgainWhetherAMailIsDueBeforeItMakesTheLink() throws SQLException {
        // Given
        var person = signUp();
        var link = "select count(*) from gateway.user_links where user_id = '" + uuid(person.id()) + "'";
        try (var holder = TestParts.shared().superuser();
                var statement = holder.createStatement()) {
            holder.setAutoCommit(false);
            statement.execute(
                    "select 1 from gateway.users where user_id = '" + uuid(person.id()) + "' for no key update");
            ask(person.email());
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> queried("select count(*) from pg_stat_activity where wait_event_type = 'Lock'"
                                    + " and query like '%from users%for update%'")
                            .equals("1"));

            // When
            sql("delete from gateway.mails where user_id = '" + uuid(person.id()) + "'");
            holder.rollback();
        }

        // Then
        var bystander = signUp();
        ask(bystander.email());
        linkTo(bystander.email());
        assertThat(recipients()).containsExactly(bystander.email());
        assertThat(queried(link)).isEqualTo("0");
    }

    @Test
    void sendsTheMailOnceTheServerIsBack() {
        // Given
        server.stop();
        var admin = browserOf(signUp()).at(mailing.port());
        var email = newEmail();
        invite(admin, email, "viewer");
        await().atMost(Duration.ofSeconds(60)).until(() -> failuresOf(email) > 0);

        // When
        server = newServer();
        server.start();

        // Then
        assertThat(accept(linkTo(email), PASSWORD).status()).isEqualTo(200);
        await().atMost(Duration.ofSeconds(60)).until(() -> failuresOf(email) < 0);
        assertThat(recipients()).containsExactly(email);
    }

    @Test
    void mailsNothingToSomebodyWhoWasDeactivatedMeanwhile() {
        // Given
        server.stop();
        var admin = browserOf(signUp()).at(mailing.port());
        var email = newEmail();
        var invited = invite(admin, email, "viewer");
        await().atMost(Duration.ofSeconds(60)).until(() -> failuresOf(email) > 0);

        // When
        var gone = admin.send("DELETE", "/v1/users/" + invited.path("id").asString(), null);
        server = newServer();
        server.start();

        // Then
        assertThat(gone.status()).isEqualTo(204);
        await().atMost(Duration.ofSeconds(60)).until(() -> failuresOf(email) < 0);
        assertThat(recipients()).isEmpty();
    }

    @Test
    void handsLinksOutWhereThereIsNoServerAndSaysThatItMailsNone() {
        // Given
        var person = signUp();

        // When
        var asked = sendTo(port, null, "POST", "/v1/password-resets", body(person.email()));
        var invited = invite(browserOf(person), newEmail(), "viewer");

        // Then
        assertThat(asked.status()).isEqualTo(409);
        assertThat(asked.code()).isEqualTo("conflict");
        assertThat(invited.at("/invitation").has("token")).isTrue();
        assertThat(invited.at("/invitation").has("mailed_to")).isFalse();
    }

    @Test
    void doesNotStartWithAServerButNoAddressToMailFrom() {
        var settings = settings();
        settings.remove("lealup.mail.from");

        assertThatThrownBy(() -> AnotherGateway.start(settings)).hasStackTraceContaining("LEALUP_MAIL_FROM is missing");
    }

    @Test
    void doesNotStartWithAServerButNoAddressForTheLinks() {
        var settings = settings();
        settings.remove("lealup.links.base-url");

        assertThatThrownBy(() -> AnotherGateway.start(settings))
                .hasStackTraceContaining("LEALUP_LINKS_BASE_URL is missing");
    }

    private static Map<String, String> settings() {
        var settings = new LinkedHashMap<String, String>();
        settings.put("spring.mail.host", "127.0.0.1");
        settings.put("spring.mail.port", String.valueOf(SMTP_PORT));
        settings.put("lealup.mail.from", "LealUp <no-reply@lealup.example>");
        settings.put("lealup.mail.poll", "100ms");
        settings.put("lealup.mail.first-retry", "500ms");
        // No test is so slow that it has waited by chance.
        settings.put("lealup.attempts.first-wait", "5m");
        settings.put("lealup.attempts.mails-per-account", "2");
        settings.put("lealup.attempts.mails-per-workspace", String.valueOf(MOST_OF_A_WORKSPACE));
        settings.put("lealup.links.base-url", "https://app.acme.example/");
        return settings;
    }

    private static GreenMail newServer() {
        return new GreenMail(new ServerSetup(SMTP_PORT, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
    }

    private static int freePort() {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static String body(String email) {
        return JSON.writeValueAsString(Map.of("email", email));
    }

    private static Answer ask(String email) {
        return sendTo(mailing.port(), null, "POST", "/v1/password-resets", body(email));
    }

    private Answer complete(String token, String password) {
        return sendTo(
                port,
                null,
                "POST",
                "/v1/password-resets/complete",
                JSON.writeValueAsString(Map.of("token", token, "password", password)));
    }

    /** The token in the mail to somebody, once it is there. */
    private String linkTo(String email) {
        await().atMost(Duration.ofSeconds(60)).until(() -> recipients().contains(email));
        var mail = Arrays.stream(server.getReceivedMessages())
                .filter(message -> recipient(message).equals(email))
                .findFirst()
                .orElseThrow();
        var link = LINK.matcher(GreenMailUtil.getBody(mail).replace("=\r\n", "").replace("=3D", "="));
        assertThat(link.find()).isTrue();
        return link.group(2);
    }

    private List<String> recipients() {
        return Arrays.stream(server.getReceivedMessages())
                .map(MailIT::recipient)
                .toList();
    }

    private static String recipient(MimeMessage message) {
        return GreenMailUtil.getAddressList(recipientsOf(message));
    }

    private static jakarta.mail.Address[] recipientsOf(MimeMessage message) {
        try {
            return message.getAllRecipients();
        } catch (jakarta.mail.MessagingException e) {
            throw new AssertionError(e);
        }
    }

    /** How often the mail to somebody could not be sent; -1 when none is due. */
    private static int failuresOf(String email) {
        var failures = queried("select m.failures from gateway.mails m join gateway.users u"
                + " on u.tenant_id = m.tenant_id and u.user_id = m.user_id where u.email = '" + email + "'");
        return failures.isEmpty() ? -1 : Integer.parseInt(failures);
    }
}
