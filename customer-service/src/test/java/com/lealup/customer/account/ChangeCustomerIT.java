package com.lealup.customer.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.lealup.customer.testing.Api;
import com.lealup.customer.testing.AtOnce;
import com.lealup.customer.testing.Facts;
import com.lealup.customer.testing.ServiceIT;
import com.lealup.schemas.Topics;
import com.lealup.schemas.v1.ActorType;
import com.lealup.schemas.v1.CustomerChange;
import com.lealup.schemas.v1.CustomerChangeType;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class ChangeCustomerIT extends ServiceIT {

    private static final String WHOLE = """
            {"name": "Acme", "email_domain": "acme.com", "arr": 50000.5, "owner_email": "jane@example.com",
             "renewal_date": "2027-01-31", "custom_fields": {"tier": "gold", "seats": 12}}""";

    @Test
    void tellsTheTopicsEveryChangeInOrder() {
        // Given
        var id = create(WHOLE);

        // When
        api.patch("/v1/customers/" + id, "{\"name\": \"Acme 2\", \"arr\": null}", "X-Request-Id", "req-patch");
        api.delete("/v1/customers/" + id);
        api.post("/v1/customers/" + id + "/restore", "");

        // Then
        var key = api.tenant() + ":" + id;
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(
                        () -> assertThat(facts.of(Topics.CUSTOMER_CHANGES, key)).hasSize(4));
        var changes = facts.of(Topics.CUSTOMER_CHANGES, key);
        assertThat(changes.stream().map(fact -> fact.value().getRevision())).containsExactly(1L, 2L, 3L, 4L);
        assertThat(changes.stream().map(fact -> fact.value().getType()))
                .containsExactly(
                        CustomerChangeType.CREATED,
                        CustomerChangeType.UPDATED,
                        CustomerChangeType.DELETED,
                        CustomerChangeType.RESTORED);
        assertThat(changes.stream().map(fact -> fact.header("event_type")))
                .containsExactly("customer.created", "customer.updated", "customer.deleted", "customer.restored");
        var created = changes.getFirst().value();
        assertThat(created.getBefore()).isNull();
        assertThat(created.getActor().getType()).isEqualTo(ActorType.API_KEY);
        assertThat(created.getActor().getId()).isEqualTo(api.caller().principalId());
        assertThat(created.getAfter().getOwnerEmail()).isEqualTo("jane@example.com");
        assertThat(created.getAfter().getArr()).isEqualTo(new BigDecimal("50000.50"));
        assertThat(created.getAfter().getCustomFields()).isEqualTo(Map.of("tier", "\"gold\"", "seats", "12"));
        var updated = changes.get(1).value();
        assertThat(updated.getRequestId()).isEqualTo("req-patch");
        assertThat(updated.getBefore().getName()).isEqualTo("Acme");
        assertThat(updated.getAfter().getName()).isEqualTo("Acme 2");
        assertThat(updated.getAfter().getArr()).isNull();
        var states = facts.of(Topics.CUSTOMERS, key);
        assertThat(states.getLast().value().getRevision()).isEqualTo(4);
        assertThat(states.getLast().value().getDeletedAt()).isNull();
        assertThat(states.getLast().header("tenant_id")).isEqualTo(api.tenant().toString());
    }

    @Test
    void keepsTheOrderOfRacingChanges() {
        // Given
        var id = create("{\"name\": \"Acme\"}");

        // When
        AtOnce.times(20, n -> api.patch("/v1/customers/" + id, "{\"arr\": " + (n + 1) + "}"));

        // Then
        var key = api.tenant() + ":" + id;
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(facts.of(Topics.CUSTOMERS, key)).hasSize(21));
        assertThat(facts.of(Topics.CUSTOMERS, key).stream()
                        .map(fact -> fact.value().getRevision()))
                .containsExactlyElementsOf(LongStream.rangeClosed(1, 21).boxed().toList());
        var last = facts.of(Topics.CUSTOMERS, key).getLast().value();
        assertThat(api.get("/v1/customers/" + id).json().get("arr").decimalValue())
                .isEqualByComparingTo(last.getArr());
    }

    @Test
    void mergesAPatch() {
        // Given
        var id = create(WHOLE);

        // When
        var answer = api.patch("/v1/customers/" + id, """
                {"email_domain": "new.com", "renewal_date": null, "owner_email": null, "status": "paused",
                 "custom_fields": {"tier": null, "vip": true}}""", "Content-Type", "application/merge-patch+json");

        // Then
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        assertThat(answer.header("ETag")).isEqualTo("\"2\"");
        assertThat(answer.text())
                .contains("\"name\":\"Acme\",\"email_domain\":\"new.com\",\"arr\":50000.5,\"owner_id\":null")
                .contains("\"status\":\"paused\",\"renewal_date\":null", "{\"seats\":12,\"vip\":true}");
        assertThat(api.get("/v1/customers/" + id).text()).isEqualTo(answer.text());
        assertThat(answer.string("updated_at")).isGreaterThan(answer.string("created_at"));
    }

    @Test
    void leavesNoTraceOfAPatchThatChangesNothing() {
        // Given
        var id = create(WHOLE);

        // When
        var answer = api.patch("/v1/customers/" + id, WHOLE);

        // Then
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        assertThat(answer.header("ETag")).isEqualTo("\"1\"");
        api.delete("/v1/customers/" + id);
        assertThat(told(id, 2)).containsExactly("customer.created", "customer.deleted");
    }

    @Test
    void refusesToClearWhatACustomerNeeds() {
        var id = create(WHOLE);

        var answer = api.patch("/v1/customers/" + id, "{\"name\": null, \"status\": null, \"id\": \"x\"}");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.failing()).containsExactlyInAnyOrder("/name", "/status", "/id");
    }

    @Test
    void changesOnlyTheRevisionThatIsNamed() {
        // Given
        var id = create(WHOLE);
        var path = "/v1/customers/" + id;
        assertThat(api.patch(path, "{\"arr\": 1}", "If-Match", "\"1\"").status())
                .isEqualTo(200);

        // Then
        assertThat(api.patch(path, "{\"arr\": 2}", "If-Match", "\"1\"").status())
                .isEqualTo(412);
        assertThat(api.patch(path, "{\"arr\": 2}", "If-Match", "W/\"2\"").status())
                .isEqualTo(412);
        assertThat(api.patch(path, "{\"arr\": 2}", "If-Match", "2").status()).isEqualTo(412);
        assertThat(api.delete(path, "If-Match", "\"1\"").status()).isEqualTo(412);
        assertThat(api.patch(path, "{\"arr\": 2}", "If-Match", "\"7\", \"2\"").status())
                .isEqualTo(200);
        assertThat(api.patch(path, "{\"arr\": 3}", "If-Match", "*").status()).isEqualTo(200);
        assertThat(api.delete(path, "If-Match", "\"4\"").status()).isEqualTo(204);
    }

    @Test
    void saysThatNothingHasChanged() {
        var id = create(WHOLE);

        var answer = api.get("/v1/customers/" + id, "If-None-Match", "\"1\"");

        assertThat(answer.status()).isEqualTo(304);
        assertThat(answer.header("ETag")).isEqualTo("\"1\"");
        assertThat(api.get("/v1/customers/" + id, "If-None-Match", "\"2\"").status())
                .isEqualTo(200);
    }

    @Test
    void refusesADomainThatAnotherCustomerHas() {
        // Given
        var holder = create(WHOLE);
        var id = create("{\"name\": \"Other\", \"email_domain\": \"other.com\"}");

        // When
        var answer = api.patch("/v1/customers/" + id, "{\"email_domain\": \"acme.com\"}");

        // Then
        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.string("customer_id")).isEqualTo(holder);
        assertThat(api.get("/v1/customers/" + id).header("ETag")).isEqualTo("\"1\"");
    }

    @Test
    void letsCustomerSuccessManagersChangeTheirOwnCustomersOnly() {
        // Given
        var created = api.post("/v1/customers", WHOLE);
        var path = created.header("Location");

        // Then
        var owner = api.person(created.string("owner_id"), "csm");
        var other = api.person("01ARZ3NDEKTSV4RRFFQ69G5FAV", "csm");
        assertThat(other.patch(path, "{\"arr\": 1}").status()).isEqualTo(403);
        assertThat(other.delete(path).status()).isEqualTo(403);
        assertThat(owner.patch(path, "{\"arr\": 1}").status()).isEqualTo(200);
        assertThat(api.person("01ARZ3NDEKTSV4RRFFQ69G5FAV", "director")
                        .delete(path)
                        .status())
                .isEqualTo(204);
    }

    @Test
    void refusesCustomFieldsThatAddUp() {
        var text = "x".repeat(2000);
        var id = create("{\"name\": \"A\", \"custom_fields\": " + many("a", 20, text) + "}");

        var answer = api.patch("/v1/customers/" + id, "{\"custom_fields\": " + many("b", 20, text) + "}");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.failing()).containsExactly("/custom_fields");
    }

    @Test
    void tellsWhoDidWhatFromWhere() {
        // Given
        var id = create(WHOLE);

        // When
        api.patch("/v1/customers/" + id, "{\"name\": \"Acme 2\"}", "X-Request-Id", "req-audit");

        // Then
        assertThat(told(id, 2)).containsExactly("customer.created", "customer.updated");
        var change = changes(id).getLast().value();
        assertThat(change.getRequestId()).isEqualTo("req-audit");
        assertThat(change.getActor().getType()).isEqualTo(ActorType.API_KEY);
        assertThat(change.getActor().getId()).isEqualTo(api.caller().principalId());
        assertThat(change.getActor().getName()).isEqualTo(api.caller().name());
        assertThat(change.getActor().getClientAddress()).isEqualTo("203.0.113.7");
        assertThat(change.getBefore().getName()).isEqualTo("Acme");
        assertThat(change.getAfter().getName()).isEqualTo("Acme 2");
    }

    @Test
    void treatsAnotherWorkspacesCustomerAsNone() {
        // Given
        var path = "/v1/customers/" + create(WHOLE);
        var stranger = Api.ofNewWorkspace(port());

        // Then
        assertThat(stranger.get(path).status()).isEqualTo(404);
        assertThat(stranger.patch(path, "{\"arr\": 1}").status()).isEqualTo(404);
        assertThat(stranger.delete(path).status()).isEqualTo(404);
        assertThat(stranger.post(path + "/restore", "").status()).isEqualTo(404);
        assertThat(stranger.get("/v1/customers").json().get("data")).isEmpty();
        assertThat(stranger.get("/v1/customers/nonsense").status()).isEqualTo(404);
        assertThat(api.get(path).header("ETag")).isEqualTo("\"1\"");
    }

    /** What the topic tells of a customer, once it tells of this many changes. */
    private List<String> told(String id, int count) {
        return await().atMost(Duration.ofSeconds(60))
                .until(
                        () -> changes(id).stream()
                                .map(change -> change.header("event_type"))
                                .toList(),
                        told -> told.size() >= count);
    }

    private List<Facts.Fact<CustomerChange>> changes(String id) {
        return facts.of(Topics.CUSTOMER_CHANGES, api.tenant() + ":" + id);
    }

    private static String many(String prefix, int count, String text) {
        var fields = new StringBuilder("{");
        for (var i = 0; i < count; i++) {
            fields.append(i == 0 ? "" : ",")
                    .append('"')
                    .append(prefix)
                    .append(i)
                    .append("\":\"")
                    .append(text)
                    .append('"');
        }
        return fields.append('}').toString();
    }

    @Test
    void invitesNobodyForACustomerThatCannotBeChanged() {
        // Given
        var id = create("{\"name\": \"Acme\"}");
        var email = "uninvited." + api.tenant() + "@example.com";
        var edit = "{\"owner_email\": \"" + email + "\"}";

        // Then
        assertThat(api.patch("/v1/customers/01ARZ3NDEKTSV4RRFFQ69G5FAV", edit).status())
                .isEqualTo(404);
        assertThat(api.patch("/v1/customers/" + id, edit, "If-Match", "\"9\"").status())
                .isEqualTo(412);
        assertThat(api.person("01ARZ3NDEKTSV4RRFFQ69G5FAV", "csm")
                        .patch("/v1/customers/" + id, edit)
                        .status())
                .isEqualTo(403);
        api.delete("/v1/customers/" + id);
        assertThat(api.patch("/v1/customers/" + id, edit).status()).isEqualTo(404);
        assertThat(GATEWAY.asked(email)).isEmpty();
    }

    @Test
    void isNotModifiedForWhoeverHasAnyState() {
        var id = create("{\"name\": \"Acme\"}");

        assertThat(api.get("/v1/customers/" + id, "If-None-Match", "*").status())
                .isEqualTo(304);
        assertThat(api.get("/v1/customers/" + id, "If-None-Match", "\"7\", W/\"1\"")
                        .status())
                .isEqualTo(304);
        assertThat(api.get("/v1/customers/01ARZ3NDEKTSV4RRFFQ69G5FAV", "If-None-Match", "*")
                        .status())
                .isEqualTo(404);
    }
}
