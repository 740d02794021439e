package com.lealup.customer;

import static java.net.URLEncoder.encode;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.lealup.customer.testing.Answer;
import com.lealup.customer.testing.ServiceIT;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

/** Text that means something to SQL, to patterns, to templates or to nobody, in every place that takes text. */
class HostileTextIT extends ServiceIT {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'; drop table customers; --",
                "%_\\",
                "(?i).*+[",
                "a|b&c!d:*<->",
                "${jndi:ldap://x}",
                "$1 :name ?",
                "\u0000",
                "\ud800",
                "\udc00\ud800",
                "\u202e\u200b\ufeff",
                "\ufdfa\ufdfa\ufdfa\ufdfa",
                "e\u0301\u0301\u0301\u0301",
                "\ud83d\ude80",
                "[[[[",
                "{\"a\":1}",
                "\u0130\u0131\u00df"
            })
    void isTakenAsTextOrRefusedAndNeverBreaksAnything(String text) {
        var customer = "/v1/customers/" + create("{\"name\": \"Acme\"}");
        var json = JSON.writeValueAsString(text);
        var query = encode(text, UTF_8);

        for (var parameter : new String[] {
            "q",
            "filter",
            "status",
            "owner_id",
            "segment_id",
            "min_arr",
            "renewal_within_days",
            "sort",
            "cursor",
            "limit"
        }) {
            answers(api.get("/v1/customers?" + parameter + "=" + query), parameter);
        }
        answers(api.get("/v1/customers/" + query.replace("+", "%20")), "id");
        answers(api.patch(customer, "{\"name\": " + json + "}"), "name");
        answers(api.patch(customer, "{\"custom_fields\": {" + json + ": " + json + "}}"), "custom_fields");
        answers(
                api.post(customer + "/contacts", "{\"name\": " + json + ", \"email\": \"bo@acme.com\"}"),
                "contact's name");
        answers(api.post(customer + "/contacts", "{\"name\": \"Bo\", \"email\": " + json + "}"), "contact's email");
        answers(
                api.post(
                        customer + "/contacts",
                        "{\"name\": \"Bo\", \"email\": \"b@acme.com\", \"role\": " + json + "}"),
                "contact's role");
        answers(
                api.post(
                        "/v1/segments",
                        "{\"name\": " + json + ", \"filter\": {\"field\": \"name\", \"op\": \"contains\", \"value\": "
                                + json + "}}"),
                "segment");
        answers(
                api.post(
                        "/v1/segments",
                        "{\"name\": \"S\", \"filter\": {\"field\": " + json + ", \"op\": " + json + "}}"),
                "filter");
        answers(
                api.post("/v1/custom-fields", "{\"key\": " + json + ", \"label\": " + json + ", \"type\": \"TEXT\"}"),
                "custom field");
        answers(api.with("admin:*").get("/v1/erasures?customer_id=" + query), "erasure");
        answers(api.delete(customer + "?hard=" + query), "hard");
        assertThat(api.get(customer).status()).isEqualTo(200);
    }

    private static void answers(Answer answer, String where) {
        assertThat(answer.status()).as(where + ": " + answer.text()).isIn(200, 201, 400, 404, 409);
    }
}
