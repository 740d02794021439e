package com.lealup.customer.account;

import static org.assertj.core.api.Assertions.assertThat;

import com.lealup.customer.testing.ServiceIT;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HostileInputIT extends ServiceIT {

    private static final List<String> FIELDS =
            List.of("name", "email_domain", "owner_email", "status", "renewal_date", "custom_fields", "arr");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"a\\u0000b\"",
                "\"\\ud800\"",
                "\"\\udc00\\ud800\"",
                "[[[[1]]]]",
                "{\"a\": {\"b\": 1}}",
                "1e400",
                "1e-400",
                "-1",
                "0.001",
                "NaN",
                "1e999999999",
            })
    void refusesItInEveryField(String value) {
        for (var field : FIELDS) {
            var known = field.equals("name") ? "" : "\"name\": \"Acme\", ";
            var answer = api.post("/v1/customers", "{" + known + "\"" + field + "\": " + value + "}");
            assertThat(answer.status()).as(field + ": " + answer.text()).isEqualTo(400);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "null",
                "[]",
                "\"x\"",
                "{",
                "{\"name\": \"a\"} x",
                "{\"name\": \"a\", \"name\": \"b\"}",
                "{'name': 'a'}",
                "{\"name\": \"a\",}",
                "{\"a\\u0000\": 1, \"name\": \"a\"}",
            })
    void refusesBodiesThatAreNoObject(String body) {
        assertThat(api.post("/v1/customers", body).status()).isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'; drop table customers; --",
                "%_\\",
                "(?i).*+[",
                "${jndi:ldap://x}",
                "{{7*7}}",
                "<script>",
                "\\u202e",
                "\\\\x00",
                "$1 :name ?",
            })
    void keepsMetacharactersAsText(String name) {
        var answer = api.post(
                "/v1/customers",
                "{\"name\": \"" + name.replace("\\", "\\\\") + "\", \"custom_fields\": {\"" + name.replace("\\", "\\\\")
                        + "\": \"" + name.replace("\\", "\\\\") + "\"}}");

        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
        assertThat(answer.string("name")).isEqualTo(name);
        assertThat(api.get("/v1/customers/" + answer.string("id"))
                        .json()
                        .get("custom_fields")
                        .get(name)
                        .stringValue())
                .isEqualTo(name);
    }

    @Test
    void refusesBytesThatAreNotUtf8() {
        var body = "{\"name\": \"\u00fc\"}".getBytes(StandardCharsets.ISO_8859_1);

        assertThat(api.send("POST", "/v1/customers", body).status()).isEqualTo(400);
    }

    @Test
    void refusesWhatIsTooLargeOrTooDeep() {
        assertThat(api.post("/v1/customers", "{\"name\": \"" + "a".repeat(10_000_000) + "\"}")
                        .status())
                .isIn(400, 413);
        assertThat(api.post("/v1/customers", "{\"name\": \"" + "a".repeat(900_000) + "\"}")
                        .status())
                .isEqualTo(400);
        assertThat(api.post("/v1/customers", "{\"custom_fields\": " + "[".repeat(400_000))
                        .status())
                .isEqualTo(400);
        assertThat(api.post("/v1/customers", "{\"arr\": " + "9".repeat(100_000) + "}")
                        .status())
                .isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"%00", "..%2f..", "x'or'1'='1", "01arz3ndektsv4rrffq69g5fav", "8ZZZZZZZZZZZZZZZZZZZZZZZZZ"})
    void knowsNoCustomerByANonsensicalId(String id) {
        for (var answer : List.of(
                api.get("/v1/customers/" + id),
                api.delete("/v1/customers/" + id),
                api.patch("/v1/customers/" + id, "{}"))) {
            assertThat(answer.status()).isIn(400, 401, 404);
        }
    }
}
