package com.lealup.gateway.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import com.lealup.gateway.testing.GatewayTestBase;
import com.lealup.platform.identity.Caller;
import com.lealup.platform.identity.TenantId;
import com.lealup.platform.testing.TestIdentity;
import java.util.HashSet;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OwnersIT extends GatewayTestBase {

    private Caller caller;

    @BeforeEach
    void openWorkspace() {
        caller = TestIdentity.caller(TenantId.of(newWorkspace().tenantId()), "customers:write");
    }

    @Test
    void findsSomebodyOfTheWorkspace() {
        var answer = ask(caller, "customer-service", "ANA@acme.example");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().path("email").asString()).isEqualTo("ana@acme.example");
        assertThat(answer.json().path("created").asBoolean()).isFalse();
    }

    @Test
    void invitesAStrangerInTheTestEnvironmentOnce() {
        var first = ask(caller, "customer-service", "bob@acme.example").json();
        var second = ask(caller, "customer-service", "bob@acme.example").json();

        assertThat(first.path("created").asBoolean()).isTrue();
        assertThat(second.path("created").asBoolean()).isFalse();
        assertThat(second.path("id")).isEqualTo(first.path("id"));
    }

    @Test
    void givesNothingToWhomWasDeactivated() {
        var workspace = newWorkspace();
        var asking = TestIdentity.caller(TenantId.of(workspace.tenantId()), "customers:write");
        var id = ask(asking, "customer-service", "gone@acme.example")
                .json()
                .path("id")
                .asString();
        assertThat(send(workspace.key(), "DELETE", "/v1/users/" + id, null).status())
                .isEqualTo(204);

        assertThat(ask(asking, "customer-service", "gone@acme.example").status())
                .isEqualTo(404);
    }

    @Test
    void invitesOnePersonForManyQuestionsAtOnce() throws Exception {
        var ids = new HashSet<String>();
        Callable<Answer> question = () -> ask(caller, "customer-service", "eve@acme.example");

        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var answer :
                    threads.invokeAll(Stream.generate(() -> question).limit(16).toList())) {
                ids.add(answer.get().json().path("id").asString());
            }
        }

        assertThat(ids).hasSize(1);
    }

    @Test
    void knowsNobodyOfAnotherWorkspace() {
        var stranger = TestIdentity.caller(TenantId.of(newWorkspace().tenantId()), "customers:write");
        var mine = ask(caller, "customer-service", "bob@acme.example").json().path("id");

        var theirs = ask(stranger, "customer-service", "bob@acme.example").json();

        assertThat(theirs.path("created").asBoolean()).isTrue();
        assertThat(theirs.path("id")).isNotEqualTo(mine);
    }

    @Test
    void answersOnlyTheServiceThatMayAsk() {
        assertThat(ask(caller, "webhook-service", "ana@acme.example").status()).isEqualTo(401);
        assertThat(sendTo(internalPort(), null, "POST", "/internal/owners", "{\"email\":\"ana@acme.example\"}")
                        .status())
                .isEqualTo(401);
    }

    @Test
    void refusesWhatIsNoAddress() {
        var answer = ask(caller, "customer-service", "ana\u00a0@acme");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().at("/errors/0/pointer").asString()).isEqualTo("/email");
    }

    private Answer ask(Caller asking, String service, String email) {
        return sendTo(
                internalPort(),
                null,
                "POST",
                "/internal/owners",
                JSON.writeValueAsString(java.util.Map.of("email", email)),
                "Lealup-Identity",
                TestIdentity.token(asking, service, "POST", "/v1/customers"));
    }
}
