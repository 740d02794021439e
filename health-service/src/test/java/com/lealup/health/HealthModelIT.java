package com.lealup.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.lealup.health.customer.CustomerKey;
import com.lealup.platform.identity.Caller;
import com.lealup.platform.testing.TestIdentity;
import com.lealup.schemas.Topics;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** A workspace decides for itself what its score is. */
class HealthModelIT extends HealthTest {

    private static final String MODEL = "/v1/health-model";

    private static final String BILLING = """
            {"dimensions": [
              {"name": "usage", "weight": 0.5},
              {"name": "billing", "weight": 0.5, "signals": [
                {"signal": "risk_days", "events": ["payment_failed"], "window_days": 30,
                 "curve": [{"x": 0, "y": 0}, {"x": 1, "y": 40}]}]}]}
            """;

    @Autowired
    private Service service;

    private final Caller caller = TestIdentity.caller("health:read", "health:write", "customers:read");

    @Test
    void startsWithThePublishedModel() {
        var model = service.get(caller, MODEL).json();

        assertThat(model.get("version").asInt()).isEqualTo(1);
        assertThat(model.at("/bands/healthy").asInt()).isEqualTo(70);
        assertThat(model.at("/dimensions/0/signals/0/signal").asString()).isEqualTo("recency");
        assertThat(model.get("created_by").isNull()).isTrue();
        assertThat(service.get(caller, MODEL + "/presets").json().get("data")).hasSize(4);
        assertThat(service.get(caller, MODEL + "/versions").json().get("data")).hasSize(1);
    }

    @Test
    void takesBackWhatItShows() {
        var shown = service.get(caller, MODEL).json();
        var body = "{\"missing\":" + shown.get("missing") + ",\"bands\":" + shown.get("bands") + ",\"dimensions\":"
                + shown.get("dimensions") + ",\"event_names\":" + shown.get("event_names") + "}";

        assertThat(put(body).json().get("version").asInt()).isEqualTo(1);
        assertThat(put("{\"preset\":\"balanced\"}").json().get("version").asInt())
                .isEqualTo(1);
    }

    @Test
    void scoresEverybodyByANewVersionAndTellsThatFromBehaviour() {
        var customers = customersWithAnEvent(30);
        var stranger = TestIdentity.caller("health:read");
        var elsewhere = Service.newCustomer(stranger);
        service.exists(elsewhere, 1, null);
        service.send(elsewhere, Service.event(elsewhere, "report_exported", Instant.now(), "{}"));

        var changed =
                put("{\"preset\":\"high_touch\",\"note\":\"People first\"}").json();

        assertThat(changed.get("version").asInt()).isEqualTo(2);
        assertThat(changed.get("note").asString()).isEqualTo("People first");
        awaitRolledOut();
        for (var customer : customers) {
            var health = health(customer);
            assertThat(health.get("model_version").asInt()).isEqualTo(2);
            assertThat(health.at("/dimensions/engagement/weight").decimalValue())
                    .isEqualByComparingTo("0.40");
            var change = history(customer).at("/data/0");
            assertThat(change.get("cause").asString()).isEqualTo("model");
            assertThat(sum(change.get("contributions")))
                    .isEqualByComparingTo(change.get("exact_after")
                            .decimalValue()
                            .subtract(change.get("exact_before").decimalValue()));
        }
        service.awaitConsumed(Topics.USAGE_EVENTS, "health-service.usage");
        assertThat(service.get(stranger, "/v1/customers/" + elsewhere.customer() + "/health")
                        .json()
                        .get("model_version")
                        .asInt())
                .isEqualTo(1);
    }

    @Test
    void remembersWhatADimensionOfItsOwnIsFedBy() {
        var customer = customersWithAnEvent(1).getFirst();
        service.send(
                customer,
                Service.event(customer, "payment_failed", Instant.now().minus(Duration.ofDays(3)), "{}"));
        service.awaitConsumed(Topics.USAGE_EVENTS, "health-service.usage");

        put(BILLING);
        awaitRolledOut();

        assertThat(health(customer).at("/dimensions/billing/value").asInt()).isEqualTo(10);
        service.send(customer, Service.event(customer, "payment_failed", Instant.now(), "{}"));
        service.awaitConsumed(Topics.USAGE_EVENTS, "health-service.usage");
        assertThat(health(customer).at("/dimensions/billing/value").asInt()).isEqualTo(10);
    }

    @Test
    void letsAnEventOfTheWorkspacesOwnStandForAReservedOne() {
        put(
                "{\"dimensions\":[{\"name\":\"engagement\",\"weight\":1}],\"event_names\":{\"meeting_held\":[\"qbr_held\"]}}");
        var customer = Service.newCustomer(caller);
        service.exists(customer, 1, null);

        service.send(
                customer,
                Service.event(customer, "qbr_held", Instant.now(), "{}"),
                Service.event(customer, "meeting_held", Instant.now(), "{}"));
        service.awaitConsumed(Topics.USAGE_EVENTS, "health-service.usage");

        assertThat(health(customer).at("/dimensions/engagement/value").asInt()).isEqualTo(67);
        assertThat(service.count(
                        "select coalesce(sum(events), 0) from usage_days where customer_id = ?",
                        customer.customer().value()))
                .isEqualTo(1);
    }

    @Test
    void previewsAModelAndChangesNothing() {
        var customers = customersWithAnEvent(5);
        service.send(customers.getFirst(), Service.event(customers.getFirst(), "payment_failed", Instant.now(), "{}"));
        service.awaitConsumed(Topics.USAGE_EVENTS, "health-service.usage");
        var before = history(customers.getFirst()).get("data").size();

        var preview = service.send(caller, "POST", MODEL + "/preview", BILLING);

        assertThat(preview.status()).isEqualTo(200);
        assertThat(preview.json().get("customers").asInt()).isEqualTo(5);
        assertThat(preview.json().get("evaluated").asInt()).isEqualTo(5);
        assertThat(preview.json().at("/before/neutral").asInt()).isEqualTo(5);
        assertThat(preview.json().at("/after/at_risk").asInt()).isEqualTo(1);
        assertThat(preview.json().at("/crossings/0/from").asString()).isEqualTo("neutral");
        assertThat(preview.json().at("/largest_moves/0/customer_id").asString())
                .isEqualTo(customers.getFirst().customer().toString());
        assertThat(service.get(caller, MODEL).json().get("version").asInt()).isEqualTo(1);
        assertThat(history(customers.getFirst()).get("data")).hasSize(before);
    }

    @Test
    void previewsOnAnEmptyWorkspace() {
        var preview = service.send(caller, "POST", MODEL + "/preview", "{\"preset\":\"support_heavy\"}");

        assertThat(preview.status()).isEqualTo(200);
        assertThat(preview.json().get("customers").asInt()).isZero();
        assertThat(preview.json().at("/after/mean").isNull()).isTrue();
    }

    @Test
    void showsWhatDiffersAndGoesBack() {
        put("{\"preset\":\"product_led\"}");

        var diff = service.get(caller, MODEL + "/versions/2/diff?against=1").json();
        var back = service.send(caller, "POST", MODEL + "/versions/1/rollback", "");

        assertThat(diff.get("differences").findValuesAsString("path"))
                .containsExactly(
                        "/dimensions/usage/weight", "/dimensions/engagement/weight", "/dimensions/support/weight");
        assertThat(back.json().get("version").asInt()).isEqualTo(3);
        assertThat(back.json().get("note").asString()).isEqualTo("Back to version 1");
        assertThat(service.get(caller, MODEL + "/versions?limit=2")
                        .json()
                        .at("/data/0/version")
                        .asInt())
                .isEqualTo(3);
        assertThat(service.get(caller, MODEL + "/versions").json().get("data")).hasSize(3);
        assertThat(service.get(caller, MODEL + "/versions/1").json().get("dimensions"))
                .isEqualTo(back.json().get("dimensions"));
        for (var none : List.of("0", "4", "one", "99999999999")) {
            assertThat(service.get(caller, MODEL + "/versions/" + none).status())
                    .isEqualTo(404);
        }
    }

    @Test
    void refusesAChangeThatIsBasedOnAnotherVersion() {
        var first = service.send(caller, "PUT", MODEL, "{\"preset\":\"product_led\"}", "If-Match", "\"1\"");
        var late = service.send(caller, "PUT", MODEL, "{\"preset\":\"high_touch\"}", "If-Match", "\"1\"");

        assertThat(first.status()).isEqualTo(200);
        assertThat(late.status()).isEqualTo(412);
        assertThat(service.get(caller, MODEL).json().get("version").asInt()).isEqualTo(2);
    }

    @Test
    void rollsBackOnceForAnIdempotencyKey() {
        put("{\"preset\":\"product_led\"}");
        var key = UUID.randomUUID().toString();

        for (int i = 0; i < 2; i++) {
            var back = service.send(caller, "POST", MODEL + "/versions/1/rollback", "", "Idempotency-Key", key);
            assertThat(back.json().get("version").asInt()).isEqualTo(3);
        }
    }

    @Test
    void namesEveryMistakeOfAModel() {
        mistakes("{\"dimensions\":[{\"name\":\"usage\",\"weight\":0.99}]}", "/dimensions weights_not_one");
        mistakes(
                "{\"dimensions\":[{\"name\":\"usage\",\"weight\":0.33333},{\"name\":\"usage\",\"weight\":0.5}]}",
                "/dimensions weights_not_one",
                "/dimensions/0/weight too_many_decimals",
                "/dimensions/1/name duplicate");
        mistakes(
                usage("{\"signal\":\"recency\",\"curve\":[{\"x\":0,\"y\":-5},{\"x\":0,\"y\":0}]}"),
                "/dimensions/0/signals/0/curve wrong_direction",
                "/dimensions/0/signals/0/curve/0/y out_of_range",
                "/dimensions/0/signals/0/curve/1/x out_of_order");
        mistakes(
                usage("{\"signal\":\"mood\",\"curve\":[{\"x\":0,\"y\":0}]}"),
                "/dimensions/0/signals/0/signal invalid_value");
        mistakes(
                usage("{\"signal\":\"active_days\",\"window_days\":90,\"curve\":[{\"x\":0,\"y\":0}]}"),
                "/dimensions/0/signals/0/window_days out_of_range");
        mistakes(
                usage("{\"signal\":\"active_days\",\"curve\":[{\"x\":0,\"y\":0}]}"),
                "/dimensions/0/signals/0/window_days required");
        mistakes("{\"dimensions\":[{\"name\":\"billing\",\"weight\":1}]}", "/dimensions/0/signals required");
        mistakes("{\"dimensions\":[]}", "/dimensions invalid_length");
        mistakes("{\"preset\":\"balanced\",\"bands\":{}}", "/bands conflicting_fields");
        mistakes(
                "{\"dimensions\":[{\"name\":\"usage\",\"weight\":1}],\"bands\":{\"healthy\":40,\"neutral\":50},\"mood\":1}",
                "/bands/neutral out_of_range",
                "/mood unknown_field");
        for (var names : List.of("\"call\",\"Not A Name\"", "\"call\",\"call\"")) {
            mistakes(
                    "{\"dimensions\":[{\"name\":\"usage\",\"weight\":1}],\"event_names\":{\"email_sent\":[" + names
                            + "]}}",
                    names.contains("Not")
                            ? "/event_names/email_sent/1 invalid_format"
                            : "/event_names/email_sent duplicate");
        }
        mistakes(
                "{\"dimensions\":[{\"name\":\"usage\",\"weight\":1}],\"event_names\":{\"meeting_held\":[\"call\"],"
                        + "\"email_sent\":[\"call\"]}}",
                "/event_names/meeting_held duplicate");
    }

    @Test
    void refusesTenThousandDimensionsWithoutAnAnswerOfThatLength() {
        var many = String.join(",", Collections.nCopies(10_000, "{\"name\":\"usage\",\"weight\":0.0001}"));

        var answer = service.send(caller, "PUT", MODEL, "{\"dimensions\":[" + many + "]}");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.text()).contains("invalid_length").hasSizeLessThan(300_000);
    }

    @Test
    void letsNobodyChangeItWhoMayOnlyRead() {
        var reader = TestIdentity.caller("health:read");

        assertThat(service.send(reader, "PUT", MODEL, "{\"preset\":\"balanced\"}")
                        .status())
                .isEqualTo(403);
        assertThat(service.send(reader, "POST", MODEL + "/preview", "{\"preset\":\"balanced\"}")
                        .status())
                .isEqualTo(403);
    }

    private void mistakes(String body, String... expected) {
        for (var path : List.of(MODEL, MODEL + "/preview")) {
            var answer = service.send(caller, path.equals(MODEL) ? "PUT" : "POST", path, body);
            assertThat(answer.status()).as(body).isEqualTo(400);
            var found = new ArrayList<String>();
            answer.json()
                    .get("errors")
                    .forEach(error -> found.add(error.get("pointer").asString() + " "
                            + error.get("code").asString()));
            assertThat(found).as(body).containsExactlyInAnyOrder(expected);
        }
    }

    private static String usage(String signal) {
        return "{\"dimensions\":[{\"name\":\"usage\",\"weight\":1,\"signals\":[" + signal + "]}]}";
    }

    private List<CustomerKey> customersWithAnEvent(int count) {
        var customers = new ArrayList<CustomerKey>();
        for (int i = 0; i < count; i++) {
            var customer = Service.newCustomer(caller);
            customers.add(customer);
            service.exists(customer, 1, null);
            service.send(customer, Service.event(customer, "report_exported", Instant.now(), "{}"));
        }
        service.awaitConsumed(Topics.USAGE_EVENTS, "health-service.usage");
        return customers;
    }

    private void awaitRolledOut() {
        await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> {
            var progress = service.get(caller, MODEL + "/rollout").json();
            assertThat(progress.get("state").asString()).isEqualTo("completed");
            assertThat(progress.get("done")).isEqualTo(progress.get("total"));
        });
    }

    private Service.Answer put(String body) {
        var answer = service.send(caller, "PUT", MODEL, body);
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return answer;
    }

    private JsonNode health(CustomerKey customer) {
        return service.get(caller, "/v1/customers/" + customer.customer() + "/health")
                .json();
    }

    private JsonNode history(CustomerKey customer) {
        return service.get(caller, "/v1/customers/" + customer.customer() + "/health/history")
                .json();
    }

    private static BigDecimal sum(JsonNode contributions) {
        var sum = BigDecimal.ZERO;
        for (var contribution : contributions) {
            sum = sum.add(contribution.get("points").decimalValue());
        }
        return sum;
    }
}
