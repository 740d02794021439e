package com.lealup.webhook.subscription;

import static org.assertj.core.api.Assertions.assertThat;

import com.lealup.local.testing.TestParts;
import com.lealup.platform.id.Ulids;
import com.lealup.webhook.testing.Api;
import com.lealup.webhook.testing.WebhookIT;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class SubscriptionIT extends WebhookIT {

    private static final String PATH = "/v1/webhook-subscriptions";

    @Test
    void showsTheSecretOnceAndKeepsItSealed() throws SQLException {
        // When
        var created = api.post(
                PATH, Map.of("url", "http://127.0.0.1:9/hook", "events", List.of("*"), "description", "churn alerts"));

        // Then
        assertThat(created.status()).isEqualTo(201);
        var secret = created.body().required("secret").stringValue();
        assertThat(secret).startsWith("whsec_");
        assertThat(created.body().required("status").stringValue()).isEqualTo("active");
        var id = created.body().required("id").stringValue();
        var shown = api.get(PATH + "/" + id);
        assertThat(shown.body().has("secret")).isFalse();
        assertThat(shown.body().required("description").stringValue()).isEqualTo("churn alerts");
        assertThat(api.get(PATH).text()).doesNotContain(secret);
        assertThat(stored(id)).doesNotContain(secret).doesNotContain(secret.substring(6));
    }

    @Test
    void takesASecretOfTheCallersOwnAndAnswersWithItsStandardForm() {
        var own = "my own señal secret";

        var created = api.post(
                PATH, Map.of("url", "http://127.0.0.1:9/", "events", List.of("customer.created"), "secret", own));

        assertThat(created.body().required("secret").stringValue())
                .isEqualTo("whsec_" + Base64.getEncoder().encodeToString(own.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void answersARetryWithTheSameSecret() {
        var body = "{\"url\":\"http://127.0.0.1:9/\",\"events\":[\"*\"]}";
        var key = Map.of("Idempotency-Key", "webhook-001");

        var first = api.call("POST", PATH, body, key, "webhooks:write");
        var second = api.call("POST", PATH, body, key, "webhooks:write");

        assertThat(second.status()).isEqualTo(201);
        assertThat(second.text()).isEqualTo(first.text());
        assertThat(api.get(PATH).body().required("data")).hasSize(1);
    }

    @Test
    void showsASecretToNobodyElseWhoRepeatsTheRequest() {
        var body = "{\"url\":\"http://127.0.0.1:9/\",\"events\":[\"*\"]}";
        var key = Map.of("Idempotency-Key", "webhook-002");
        var id = api.call("POST", PATH, body, key, "webhooks:write")
                .body()
                .required("id")
                .stringValue();
        var rotate = PATH + "/" + id + "/rotate-secret";
        api.call("POST", rotate, "{}", key, "webhooks:write");
        var other = api.withAnotherKey();

        assertThat(other.call("POST", PATH, body, key, "webhooks:write").status())
                .isEqualTo(422);
        assertThat(other.call("POST", rotate, "{}", key, "webhooks:write").status())
                .isEqualTo(422);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"events":["*"]}                                                                    | /url
            {"url":"http://example.com/","events":["*"]}                                        | /url
            {"url":"https://10.0.0.1/","events":["*"]}                                          | /url
            {"url":"https://169.254.169.254/","events":["*"]}                                   | /url
            {"url":7,"events":["*"]}                                                            | /url
            {"url":"http://127.0.0.1:9/"}                                                       | /events
            {"url":"http://127.0.0.1:9/","events":[]}                                           | /events
            {"url":"http://127.0.0.1:9/","events":["customer.exploded"]}                        | /events
            {"url":"http://127.0.0.1:9/","events":[1]}                                          | /events/0
            {"url":"http://127.0.0.1:9/","events":["*"],"secret":"short"}                       | /secret
            {"url":"http://127.0.0.1:9/","events":["*"],"secret":"whsec_c2hvcnQ="}              | /secret
            {"url":"http://127.0.0.1:9/","events":["*"],"filters":{"segment_id":"x"}}           | /filters/segment_id
            {"url":"http://127.0.0.1:9/","events":["*"],"filters":{"customer_id":"x"}}          | /filters/customer_id
            {"url":"http://127.0.0.1:9/","events":["*"],"filters":{"health_status":"sad"}}      | /filters/health_status
            {"url":"http://127.0.0.1:9/","events":["*"],"filters":{"min_arr":-1}}               | /filters/min_arr
            {"url":"http://127.0.0.1:9/","events":["*"],"filters":{"min_arr":0.001}}            | /filters/min_arr
            {"url":"http://127.0.0.1:9/","events":["*"],"rate_limit":0}                         | /rate_limit
            {"url":"http://127.0.0.1:9/","events":["*"],"rate_limit":1001}                      | /rate_limit
            {"url":"http://127.0.0.1:9/","events":["*"],"ordered":"yes"}                        | /ordered
            {"url":"http://127.0.0.1:9/","events":["*"],"signature":"v2"}                       | /signature
            {"url":"http://127.0.0.1:9/","events":["*"],"signature":"v1a","secret":"sixteen bytes ok"} | /secret
            {"url":"http://127.0.0.1:9/","events":["*"],"delivery":"poll"}                      | /url
            {"url":"http://127.0.0.1:9/","events":["*"],"retry_schedule":5}                     | /retry_schedule
            {"url":"http://127.0.0.1:9/","events":["*"],"retry_schedule":[0]}                   | /retry_schedule
            {"url":"http://127.0.0.1:9/","events":["*"],"retry_schedule":[86401]}               | /retry_schedule
            {"url":"http://127.0.0.1:9/","events":["*"],"retry_schedule":[1.5]}                 | /retry_schedule
            {"url":"http://127.0.0.1:9/","events":["*"],"retry_schedule":["5"]}                 | /retry_schedule
            {"url":"http://127.0.0.1:9/","events":["*"],"colour":"red"}                         | /colour
            """)
    void namesTheFieldThatIsWrong(String body, String pointer) {
        var answer = api.post(PATH, body);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body().required("code").stringValue()).isEqualTo("validation_error");
        assertThat(answer.body().required("errors").get(0).required("pointer").stringValue())
                .isEqualTo(pointer);
    }

    @Test
    void namesAllFieldsThatAreWrongAtOnce() {
        var answer = api.post(PATH, "{\"url\":\"https://10.0.0.1/\",\"events\":[],\"secret\":\"short\",\"x\":1}");

        var pointers = new ArrayList<String>();
        answer.body()
                .required("errors")
                .forEach(error -> pointers.add(error.required("pointer").stringValue()));
        assertThat(pointers).containsExactlyInAnyOrder("/url", "/events", "/secret", "/x");
    }

    @Test
    void changesWhatAPatchNamesAndNothingElse() {
        // Given
        var customer = Ulids.format(Ulids.next());
        var id = id(api.post(
                PATH,
                Map.of(
                        "url",
                        "http://127.0.0.1:9/",
                        "events",
                        List.of("*"),
                        "description",
                        "old",
                        "filters",
                        Map.of("customer_id", customer))));

        // When
        var paused = api.patch(PATH + "/" + id, Map.of("paused", true));
        var changed = api.patch(PATH + "/" + id, "{\"description\":null,\"events\":[\"health.changed\"]}");
        var resumed = api.patch(PATH + "/" + id, Map.of("paused", false, "url", "http://localhost:9/x"));

        // Then
        assertThat(paused.body().required("status").stringValue()).isEqualTo("paused");
        assertThat(changed.body().required("status").stringValue()).isEqualTo("paused");
        assertThat(changed.body().required("description").isNull()).isTrue();
        assertThat(changed.body().required("filters").required("customer_id").stringValue())
                .isEqualTo(customer);
        assertThat(resumed.body().required("status").stringValue()).isEqualTo("active");
        assertThat(resumed.body().required("url").stringValue()).isEqualTo("http://localhost:9/x");
        assertThat(resumed.body().required("events").get(0).stringValue()).isEqualTo("health.changed");
        assertThat(api.patch(PATH + "/" + id, "{\"url\":null}").status()).isEqualTo(400);
        assertThat(api.patch(PATH + "/" + id, "{\"url\":\"https://[::ffff:7f00:1]/\"}")
                        .status())
                .isEqualTo(400);
    }

    @Test
    void keepsItsOwnScheduleUntilItIsTakenBack() {
        // Given
        var usual = api.post(PATH, Map.of("url", "http://127.0.0.1:9/", "events", List.of("*")));
        var path = PATH + "/" + id(usual);

        // When
        var own = api.patch(path, "{\"retry_schedule\":[1,60,86400]}");
        var once = api.patch(path, "{\"retry_schedule\":[]}");
        var untouched = api.patch(path, "{\"description\":\"x\"}");
        var back = api.patch(path, "{\"retry_schedule\":null}");

        // Then
        assertThat(usual.body().required("retry_schedule").isNull()).isTrue();
        assertThat(own.body().required("retry_schedule").toString()).isEqualTo("[1,60,86400]");
        assertThat(once.body().required("retry_schedule").toString()).isEqualTo("[]");
        assertThat(untouched.body().required("retry_schedule").toString()).isEqualTo("[]");
        assertThat(back.body().required("retry_schedule").isNull()).isTrue();
        assertThat(api.patch(path, "{\"retry_schedule\":[" + "1,".repeat(RetryWaits.MOST) + "1]}")
                        .status())
                .isEqualTo(400);
    }

    @Test
    void removes() {
        var id = id(api.post(PATH, Map.of("url", "http://127.0.0.1:9/", "events", List.of("*"))));

        assertThat(api.delete(PATH + "/" + id).status()).isEqualTo(204);
        assertThat(api.delete(PATH + "/" + id).status()).isEqualTo(404);
        assertThat(api.get(PATH + "/" + id).status()).isEqualTo(404);
        assertThat(api.get(PATH + "/" + id + "/deliveries").status()).isEqualTo(404);
        assertThat(api.get(PATH + "/not-an-id").status()).isEqualTo(404);
    }

    @Test
    void listsInPagesNewestFirst() {
        var ids = new ArrayList<String>();
        IntStream.range(0, 5)
                .forEach(n -> ids.addFirst(
                        id(api.post(PATH, Map.of("url", "http://127.0.0.1:9/" + n, "events", List.of("*"))))));

        var listed = new ArrayList<String>();
        var path = PATH + "?limit=2";
        for (var page = api.get(path).body(); ; page = api.get(path).body()) {
            page.required("data").forEach(row -> listed.add(row.required("id").stringValue()));
            if (!page.required("has_more").booleanValue()) {
                break;
            }
            path = PATH + "?limit=2&cursor=" + page.required("next_cursor").stringValue();
        }

        assertThat(listed).isEqualTo(ids);
        assertThat(api.get(PATH + "?cursor=forged").status()).isEqualTo(400);
        assertThat(api.get(PATH + "?colour=red").status()).isEqualTo(400);
    }

    @Test
    void asksForTheScope() {
        assertThat(api.call("POST", PATH, "{}", Map.of(), "webhooks:read").status())
                .isEqualTo(403);
        assertThat(api.call("GET", PATH, null, Map.of(), "customers:read").status())
                .isEqualTo(403);
        assertThat(api.call("GET", PATH, null, Map.of(), "admin:*").status()).isEqualTo(200);
    }

    @Test
    void describesEveryEvent() {
        var catalogue = api.get("/v1/webhook-events").body().required("data");

        assertThat(catalogue).hasSize(12);
        catalogue.forEach(
                entry -> assertThat(entry.required("example").required("type").stringValue())
                        .isEqualTo(entry.required("type").stringValue()));
        assertThat(catalogue.get(0).required("type").stringValue()).isEqualTo("customer.created");
        assertThat(catalogue
                        .get(0)
                        .required("schema")
                        .required("properties")
                        .required("type")
                        .required("const")
                        .stringValue())
                .isEqualTo("customer.created");
    }

    private static String id(Api.Answer created) {
        assertThat(created.status()).as(created.text()).isEqualTo(201);
        JsonNode body = created.body();
        return body.required("id").stringValue();
    }

    private static String stored(String id) throws SQLException {
        try (var connection = TestParts.shared().superuser();
                var statement = connection.createStatement();
                var rows = statement.executeQuery("select s::text || encode(secret, 'escape') || coalesce((select"
                        + " string_agg(i::text, '') from webhook.idempotency_records i), '') from"
                        + " webhook.subscriptions s where id = '"
                        + Ulids.parse(id).orElseThrow() + "'")) {
            rows.next();
            return rows.getString(1);
        }
    }
}
