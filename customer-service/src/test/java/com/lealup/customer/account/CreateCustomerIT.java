package com.lealup.customer.account;

import static org.assertj.core.api.Assertions.assertThat;

import com.lealup.customer.testing.Answer;
import com.lealup.customer.testing.Api;
import com.lealup.customer.testing.AtOnce;
import com.lealup.customer.testing.GatewayStandIn;
import com.lealup.customer.testing.ServiceIT;
import java.util.List;
import org.junit.jupiter.api.Test;

class CreateCustomerIT extends ServiceIT {

    private static final String GUIDE = """
            {
              "name": "Acme Corp (test)",
              "email_domain": "acme-test.com",
              "arr": 50000,
              "owner_email": "jane@example.com",
              "status": "active"
            }""";

    @Test
    void answersWithTheWholeCustomer() {
        // When
        var answer = api.post("/v1/customers", GUIDE);

        // Then
        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
        assertThat(answer.header("Location")).isEqualTo("/v1/customers/" + answer.string("id"));
        assertThat(answer.header("ETag")).isEqualTo("\"1\"");
        assertThat(answer.json().propertyNames())
                .containsExactly(
                        "id",
                        "tenant_id",
                        "name",
                        "email_domain",
                        "arr",
                        "owner_id",
                        "owner_email",
                        "status",
                        "renewal_date",
                        "custom_fields",
                        "segments",
                        "health_score",
                        "health_status",
                        "created_at",
                        "updated_at");
        assertThat(answer.string("id")).matches("[0-9A-HJKMNP-TV-Z]{26}");
        assertThat(answer.string("tenant_id")).isEqualTo(api.tenant().toString());
        assertThat(answer.string("email_domain")).isEqualTo("acme-test.com");
        assertThat(answer.text()).contains("\"arr\":50000,");
        assertThat(answer.string("owner_id")).matches("[0-9A-HJKMNP-TV-Z]{26}");
        assertThat(answer.string("owner_email")).isEqualTo("jane@example.com");
        assertThat(answer.string("status")).isEqualTo("active");
        assertThat(answer.text()).contains("\"health_score\":null,\"health_status\":null", "\"segments\":[]");
        assertThat(answer.string("created_at")).endsWith("Z").isEqualTo(answer.string("updated_at"));
    }

    @Test
    void keepsWhatItAnswered() {
        var created = api.post("/v1/customers", """
                {"name": "Ünïcode 株式会社 🚀", "email_domain": "BÜCHER.example", "arr": 1234.50, "status": "trial",
                 "renewal_date": "2027-01-31",
                 "custom_fields": {"tier": "gold", "seats": 12, "ratio": 0.10, "vip": true, "none": null}}""");

        assertThat(created.status()).as(created.text()).isEqualTo(201);
        assertThat(created.string("email_domain")).isEqualTo("xn--bcher-kva.example");
        assertThat(created.text())
                .contains("\"arr\":1234.5,", "{\"ratio\":0.1,\"seats\":12,\"tier\":\"gold\",\"vip\":true}");
        var shown = api.get(created.header("Location"));
        assertThat(shown.text()).isEqualTo(created.text());
        assertThat(shown.header("ETag")).isEqualTo(created.header("ETag"));
    }

    @Test
    void needsNothingButAName() {
        var answer = api.post("/v1/customers", "{\"name\": \"Acme\"}");

        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
        assertThat(answer.text())
                .contains("\"email_domain\":null,\"arr\":null,\"owner_id\":null,\"owner_email\":null")
                .contains("\"status\":\"active\"", "\"renewal_date\":null", "\"custom_fields\":{}")
                .doesNotContain("deleted_at");
    }

    @Test
    void keepsTheLargestAmountExactly() {
        var id = create("{\"name\": \"Acme\", \"arr\": 9999999999999999.99}");

        assertThat(api.get("/v1/customers/" + id).text()).contains("\"arr\":9999999999999999.99,");
    }

    @Test
    void namesEveryFailingFieldAtOnce() {
        var answer = api.post("/v1/customers", """
                {"name": " ", "email_domain": "not a domain", "arr": -1.234, "owner_email": "nobody", "status": "gone",
                 "renewal_date": "tomorrow", "custom_fields": {"a/b": [1], "ok": 1}, "nmae": "Acme"}""");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
        assertThat(answer.string("code")).isEqualTo("validation_error");
        assertThat(answer.failing())
                .containsExactlyInAnyOrder(
                        "/name",
                        "/email_domain",
                        "/arr",
                        "/owner_email",
                        "/status",
                        "/renewal_date",
                        "/custom_fields/a~1b",
                        "/nmae");
    }

    @Test
    void refusesWrongTypesOnceEach() {
        var answer = api.post("/v1/customers", """
                {"name": 5, "email_domain": {}, "arr": "50000", "owner_email": [], "status": 1, "renewal_date": 20270101,
                 "custom_fields": []}""");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.failing())
                .containsExactlyInAnyOrder(
                        "/name", "/email_domain", "/arr", "/owner_email", "/status", "/renewal_date", "/custom_fields");
    }

    @Test
    void namesTheCustomerThatHasTheDomain() {
        // Given
        var first = create("{\"name\": \"Acme\", \"email_domain\": \"acme.com\"}");

        // When
        var answer = api.post("/v1/customers", "{\"name\": \"Other\", \"email_domain\": \"ACME.com.\"}");

        // Then
        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.string("code")).isEqualTo("duplicate");
        assertThat(answer.string("customer_id")).isEqualTo(first);
        assertThat(answer.string("detail")).contains(first);
    }

    @Test
    void repeatsTheFirstAnswerWhateverTheFieldsHaveBecome() {
        // Given
        var body = "{\"name\": \"Acme\", \"custom_fields\": {\"seats\": \"many\"}}";
        var first = api.post("/v1/customers", body, "Idempotency-Key", "seats");
        api.post("/v1/custom-fields", "{\"key\": \"seats\", \"label\": \"Seats\", \"type\": \"NUMBER\"}");

        // When
        var retried = api.post("/v1/customers", body, "Idempotency-Key", "seats");

        // Then
        assertThat(retried.status()).isEqualTo(201);
        assertThat(retried.text()).isEqualTo(first.text());
        assertThat(api.post("/v1/customers", body, "Idempotency-Key", "other").failing())
                .containsExactly("/custom_fields/seats");
        assertThat(api.post(
                                "/v1/customers",
                                "{\"arr\": -1, \"custom_fields\": {\"seats\": \"many\"}}",
                                "Idempotency-Key",
                                "third")
                        .failing())
                .containsExactlyInAnyOrder("/name", "/arr", "/custom_fields/seats");
    }

    @Test
    void keepsADuplicateForItsIdempotencyKey() {
        // Given
        var first = create("{\"name\": \"Acme\", \"email_domain\": \"acme.com\"}");
        var refused = api.post(
                "/v1/customers", "{\"name\": \"Other\", \"email_domain\": \"acme.com\"}", "Idempotency-Key", "k");
        api.delete("/v1/customers/" + first);

        // When
        var retried = api.post(
                "/v1/customers", "{\"name\": \"Other\", \"email_domain\": \"acme.com\"}", "Idempotency-Key", "k");

        // Then
        assertThat(retried.status()).isEqualTo(409);
        assertThat(retried.text()).isEqualTo(refused.text());
        assertThat(retried.header("Idempotent-Replayed")).isEqualTo("true");
    }

    @Test
    void letsEveryWorkspaceHaveTheDomain() {
        var body = "{\"name\": \"Acme\", \"email_domain\": \"acme.com\"}";

        assertThat(api.post("/v1/customers", body).status()).isEqualTo(201);
        assertThat(Api.ofNewWorkspace(port()).post("/v1/customers", body).status())
                .isEqualTo(201);
    }

    @Test
    void makesOneCustomerOfFiftyIdenticalRequestsAtOnce() {
        // When
        var answers = AtOnce.times(50, n -> api.post("/v1/customers", GUIDE, "Idempotency-Key", "quickstart-acme-001"));

        // Then
        var created = answers.stream().filter(answer -> answer.status() == 201).toList();
        var waiting = answers.stream().filter(answer -> answer.status() == 409).toList();
        assertThat(created.size() + waiting.size()).isEqualTo(50);
        assertThat(created).isNotEmpty();
        assertThat(created.stream().map(Answer::text).distinct()).hasSize(1);
        assertThat(waiting).allMatch(answer -> answer.string("code").equals("idempotency_in_progress"));
        var retried = api.post("/v1/customers", GUIDE, "Idempotency-Key", "quickstart-acme-001");
        assertThat(retried.text()).isEqualTo(created.getFirst().text());
        assertThat(retried.header("Location")).isEqualTo(created.getFirst().header("Location"));
        assertThat(api.get("/v1/customers").json().get("data")).hasSize(1);
    }

    @Test
    void givesARacedDomainToOne() {
        // When
        var answers = AtOnce.times(
                50,
                n -> api.post(
                        "/v1/customers",
                        "{\"name\": \"Acme " + n + "\", \"email_domain\": \"acme.com\"}",
                        "Idempotency-Key",
                        "race-" + n));

        // Then
        var created = answers.stream().filter(answer -> answer.status() == 201).toList();
        assertThat(created).hasSize(1);
        assertThat(answers.stream().filter(answer -> answer.status() == 409))
                .hasSize(49)
                .allMatch(answer ->
                        answer.string("customer_id").equals(created.getFirst().string("id")));
    }

    @Test
    void asksTheGatewayOnceForAnOwnerAndPassesTheCallerOn() {
        // When
        create("{\"name\": \"A\", \"owner_email\": \"Once." + api.tenant() + "@example.com\"}");
        create("{\"name\": \"B\", \"owner_email\": \"once." + api.tenant() + "@EXAMPLE.com\"}");

        // Then
        var asked = GATEWAY.asked("Once." + api.tenant() + "@example.com");
        assertThat(asked).hasSize(1);
        assertThat(asked.getFirst().identity()).contains(".");
        assertThat(asked.getFirst().requestId()).isNotBlank();
        assertThat(asked.getFirst().traceparent()).startsWith("00-");
        assertThat(GATEWAY.asked("once." + api.tenant() + "@EXAMPLE.com")).isEmpty();
    }

    @Test
    void takesTheGuidesHiddenAddressForTheCallersOwn() {
        var answer = api.post("/v1/customers", "{\"name\": \"A\", \"owner_email\": \"[email\u00a0protected]\"}");

        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
        assertThat(answer.string("owner_email")).isEqualTo("creator@example.com");
    }

    @Test
    void refusesAnOwnerWhomTheGatewayDoesNotKnow() {
        GATEWAY.mode(GatewayStandIn.Mode.KNOWS_NOBODY);

        var answer = api.post("/v1/customers", "{\"name\": \"A\", \"owner_email\": \"nobody@example.com\"}");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.failing()).containsExactly("/owner_email");
    }

    @Test
    void isUnavailableWhileNobodyCanSayWhoTheOwnerIsAndSucceedsLater() {
        // Given
        GATEWAY.mode(GatewayStandIn.Mode.FAILS);
        var body = "{\"name\": \"A\", \"owner_email\": \"later@example.com\"}";

        // When
        var refused = api.post("/v1/customers", body, "Idempotency-Key", "later");

        // Then
        assertThat(refused.status()).isEqualTo(503);
        assertThat(refused.header("Retry-After")).isNotBlank();
        GATEWAY.mode(GatewayStandIn.Mode.INVITES);
        assertThat(api.post("/v1/customers", body, "Idempotency-Key", "later").status())
                .isEqualTo(201);
    }

    @Test
    void repeatsItsAnswerWhileTheGatewayIsAway() {
        // Given
        var body = "{\"name\": \"A\", \"owner_email\": \"replay@example.com\"}";
        var first = api.post("/v1/customers", body, "Idempotency-Key", "replay");

        // When
        GATEWAY.mode(GatewayStandIn.Mode.FAILS);
        var second = api.post("/v1/customers", body, "Idempotency-Key", "replay");

        // Then
        assertThat(second.status()).isEqualTo(201);
        assertThat(second.text()).isEqualTo(first.text());
    }

    @Test
    void invitesNobodyForARequestThatFailsForAnotherReason() {
        var email = "uninvited." + api.tenant() + "@example.com";

        var answer = api.post("/v1/customers", "{\"name\": \"\", \"owner_email\": \"" + email + "\"}");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(GATEWAY.asked(email)).isEmpty();
    }

    @Test
    void needsTheScopeToWrite() {
        for (var answer : List.of(
                api.with("customers:read").post("/v1/customers", GUIDE),
                api.with("customers:read").delete("/v1/customers/01ARZ3NDEKTSV4RRFFQ69G5FAV"))) {
            assertThat(answer.status()).isEqualTo(403);
            assertThat(answer.string("detail")).contains("customers:write");
        }
    }
}
