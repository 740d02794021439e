package com.lealup.customer.trash;

import static org.assertj.core.api.Assertions.assertThat;

import com.lealup.customer.testing.ServiceIT;
import com.lealup.platform.testing.TestIdentity;
import org.junit.jupiter.api.Test;

class TrashIT extends ServiceIT {

    @Test
    void movesACustomerFromTheListsToTheTrash() {
        // Given
        var id = create("{\"name\": \"Acme\", \"email_domain\": \"acme.com\"}");
        create("{\"name\": \"Other\"}");

        // When
        var answer = api.delete("/v1/customers/" + id);

        // Then
        assertThat(answer.status()).isEqualTo(204);
        assertThat(answer.text()).isEmpty();
        assertThat(api.get("/v1/customers").json().get("data")).hasSize(1);
        var trash = api.get("/v1/customers?deleted=true").json().get("data");
        assertThat(trash).hasSize(1);
        assertThat(trash.get(0).get("id").stringValue()).isEqualTo(id);
        assertThat(trash.get(0).get("deleted_at").stringValue()).endsWith("Z");
        assertThat(api.get("/v1/customers/" + id).json().has("deleted_at")).isTrue();
        assertThat(api.patch("/v1/customers/" + id, "{\"arr\": 1}").status()).isEqualTo(404);
    }

    @Test
    void deletesOnceHoweverOftenAsked() {
        var id = create("{\"name\": \"Acme\"}");

        assertThat(api.delete("/v1/customers/" + id).status()).isEqualTo(204);
        assertThat(api.delete("/v1/customers/" + id).status()).isEqualTo(204);
        assertThat(api.get("/v1/customers/" + id).header("ETag")).isEqualTo("\"2\"");
    }

    @Test
    void bringsACustomerBackWhole() {
        // Given
        var body = "{\"name\": \"Acme\", \"email_domain\": \"acme.com\", \"arr\": 5, \"custom_fields\": {\"a\": 1}}";
        var before = api.post("/v1/customers", body);
        api.delete(before.header("Location"));

        // When
        var answer = api.post(before.header("Location") + "/restore", "", "Idempotency-Key", "restore");

        // Then
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        assertThat(answer.header("ETag")).isEqualTo("\"3\"");
        assertThat(answer.text().replaceAll("\"updated_at\":\"[^\"]*\"", ""))
                .isEqualTo(before.text().replaceAll("\"updated_at\":\"[^\"]*\"", ""));
        var repeated = api.post(before.header("Location") + "/restore", "", "Idempotency-Key", "restore");
        assertThat(repeated.text()).isEqualTo(answer.text());
        assertThat(repeated.header("Idempotent-Replayed")).isEqualTo("true");
    }

    @Test
    void refusesToBringBackADomainThatWasTaken() {
        // Given
        var id = create("{\"name\": \"Acme\", \"email_domain\": \"acme.com\"}");
        api.delete("/v1/customers/" + id);
        var other = create("{\"name\": \"New\", \"email_domain\": \"acme.com\"}");

        // When
        var refused = api.post("/v1/customers/" + id + "/restore", "", "Idempotency-Key", "taken");

        // Then
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.string("customer_id")).isEqualTo(other);
        assertThat(api.get("/v1/customers/" + id).header("ETag")).isEqualTo("\"2\"");
        api.delete("/v1/customers/" + other);
        assertThat(api.post("/v1/customers/" + id + "/restore", "").status()).isEqualTo(200);
    }

    @Test
    void tellsOtherServicesWhetherACustomerTakesEvents() {
        // Given
        var id = create("{\"name\": \"Acme\"}");
        var path = "/internal/customers/" + id;
        var asking = TestIdentity.token(api.caller(), "ingest-service", "POST", "/v1/events");

        // Then
        assertThat(api.sendWith(asking, "GET", path, null).text())
                .isEqualTo("{\"id\":\"" + id + "\",\"state\":\"active\"}");
        api.delete("/v1/customers/" + id);
        assertThat(api.sendWith(asking, "GET", path, null).text())
                .isEqualTo("{\"id\":\"" + id + "\",\"state\":\"deleted\"}");
        assertThat(api.sendWith(asking, "GET", "/internal/customers/01ARZ3NDEKTSV4RRFFQ69G5FAV", null)
                        .status())
                .isEqualTo(404);
        var webhooks = TestIdentity.token(api.caller(), "webhook-service", "POST", "/v1/events");
        assertThat(api.sendWith(webhooks, "GET", path, null).status()).isEqualTo(401);
        assertThat(api.sendWith("", "GET", path, null).status()).isEqualTo(401);
    }
}
