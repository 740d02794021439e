package com.lealup.customer.contact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.lealup.customer.testing.Api;
import com.lealup.customer.testing.ServiceIT;
import com.lealup.schemas.Topics;
import com.lealup.schemas.v1.EventLane;
import com.lealup.schemas.v1.UsageEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ContactsIT extends ServiceIT {

    private static final String BO = "{\"name\": \"Bo\", \"email\": \"Bo@acme.com\", \"role\": \"champion\"}";

    @Test
    void createsShowsChangesAndDeletes() {
        // Given
        var customer = "/v1/customers/" + create("{\"name\": \"Acme\"}");

        // When
        var created = api.post(customer + "/contacts", BO, "Idempotency-Key", "c");

        // Then
        var path = created.header("Location");
        assertThat(created.status()).as(created.text()).isEqualTo(201);
        assertThat(created.json().propertyNames())
                .containsExactly(
                        "id", "customer_id", "name", "email", "role", "last_seen_at", "created_at", "updated_at");
        assertThat(created.text()).contains("\"role\":\"champion\",\"last_seen_at\":null");
        assertThat(api.post(customer + "/contacts", BO, "Idempotency-Key", "c").text())
                .isEqualTo(created.text());
        var taken = api.post(customer + "/contacts", BO.replace("Bo@", "bo@"));
        assertThat(taken.status()).isEqualTo(409);
        assertThat(taken.string("contact_id")).isEqualTo(created.string("id"));
        assertThat(api.get(path).text()).isEqualTo(created.text());
        assertThat(api.get(customer + "/contacts?limit=1").json().get("data")).hasSize(1);
        var changed = api.patch(path, "{\"role\": null, \"name\": \"Bo B.\"}", "If-Match", "\"1\"");
        assertThat(changed.text()).contains("\"name\":\"Bo B.\"", "\"role\":null");
        assertThat(changed.header("ETag")).isEqualTo("\"2\"");
        assertThat(api.patch(path, "{}", "If-Match", "\"1\"").status()).isEqualTo(412);
        assertThat(Api.ofNewWorkspace(port()).get(path).status()).isEqualTo(404);
        assertThat(api.get(path.replace(customer, "/v1/customers/" + create("{\"name\": \"Other\"}")))
                        .status())
                .isEqualTo(404);
        assertThat(api.delete(path).status()).isEqualTo(204);
        assertThat(api.get(path).status()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"name\": \"Bo\"}",
                "{\"name\": \" \", \"email\": \"bo@acme.com\"}",
                "{\"name\": \"Bo\", \"email\": \"bo\"}",
                "{\"name\": \"Bo\", \"email\": \"bo@acme.com\", \"role\": \"boss\"}",
                "{\"name\": \"Bo\", \"email\": \"bo@acme.com\", \"last_seen_at\": \"2026-01-01T00:00:00Z\"}",
                "{\"name\": \"a\\u0000\", \"email\": \"bo@acme.com\"}",
            })
    void refusesWhatIsNoContact(String body) {
        var customer = create("{\"name\": \"Acme\"}");

        assertThat(api.post("/v1/customers/" + customer + "/contacts", body).status())
                .isEqualTo(400);
    }

    @Test
    void belongToTheirCustomer() {
        var id = create("{\"name\": \"Acme\"}");
        api.post("/v1/customers/" + id + "/contacts", BO);
        api.delete("/v1/customers/" + id);

        assertThat(api.post("/v1/customers/" + id + "/contacts", BO).status()).isEqualTo(404);
        assertThat(api.get("/v1/customers/" + id + "/contacts").json().get("data"))
                .hasSize(1);
        assertThat(api.get("/v1/customers/01ARZ3NDEKTSV4RRFFQ69G5FAV/contacts").status())
                .isEqualTo(404);
        var csm = api.person("01ARZ3NDEKTSV4RRFFQ69G5FAV", "csm");
        var theirs = create("{\"name\": \"Other\"}");
        assertThat(csm.post("/v1/customers/" + theirs + "/contacts", BO).status())
                .isEqualTo(403);
    }

    @Test
    void showWhenTheirPersonWasLastSeenAndNeverGoBack() {
        // Given
        var customer = create("{\"name\": \"Acme\"}");
        var other = create("{\"name\": \"Other\"}");
        var created = api.post("/v1/customers/" + customer + "/contacts", BO);
        var path = created.header("Location");
        var elsewhere = api.post("/v1/customers/" + other + "/contacts", BO).header("Location");

        // When
        event(customer, "BO@acme.com", "2026-11-20T10:00:00Z");
        event(customer, "somebody@acme.com", "2026-11-23T10:00:00Z");
        event(customer, null, "2026-11-23T10:00:00Z");
        event(customer, "bo@acme.com", "2026-11-21T10:00:00.5Z");
        event(customer, "bo@acme.com", "2026-11-19T10:00:00Z");
        event(other, "bo@acme.com", "2026-11-01T10:00:00Z");

        // Then
        await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> {
            assertThat(api.get(path).text()).contains("\"last_seen_at\":\"2026-11-21T10:00:00.500Z\"");
            assertThat(api.get(elsewhere).text()).contains("\"last_seen_at\":\"2026-11-01T10:00:00Z\"");
        });
        assertThat(api.get(path).header("ETag")).isEqualTo(created.header("ETag"));
        assertThat(api.patch(path, "{\"email\": \"b.o@acme.com\"}").text()).contains("\"last_seen_at\":null");
    }

    private void event(String customer, String email, String at) {
        facts.append(
                Topics.USAGE_EVENTS,
                api.tenant() + ":" + customer,
                UsageEvent.newBuilder()
                        .setEventId(UUID.randomUUID().toString())
                        .setTenantId(api.tenant().toString())
                        .setCustomerId(customer)
                        .setEventName("report_exported")
                        .setOccurredAt(Instant.parse(at))
                        .setReceivedAt(Instant.parse("2026-11-24T00:00:00Z"))
                        .setUserEmail(email)
                        .setLane(EventLane.LIVE)
                        .setRepeatable(false)
                        .setRequestId("r")
                        .build());
    }
}
