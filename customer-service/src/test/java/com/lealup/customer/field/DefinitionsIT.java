package com.lealup.customer.field;

import static org.assertj.core.api.Assertions.assertThat;

import com.lealup.customer.testing.Api;
import com.lealup.customer.testing.ServiceIT;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DefinitionsIT extends ServiceIT {

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            delimiter = '|',
            value = {
                "TEXT | \"x\" | 1",
                "NUMBER | 0.10000000000000000000000001 | \"1\"",
                "NUMBER | -5 | true",
                "DATE | \"2027-01-31\" | \"2027-02-30\"",
                "DATE | \"2028-02-29\" | \"31.01.2027\"",
                "BOOLEAN | false | \"false\"",
                "DROPDOWN | \"gold\" | \"bronze\"",
                "DROPDOWN | \"silver\" | 1",
                "URL | \"https://example.com/a?b=c\" | \"javascript:alert(1)\"",
                "URL | \"http://example.com\" | \"example.com\"",
                "CURRENCY | 1234.50 | 1.001",
                "CURRENCY | -3 | \"3\"",
            })
    void checksValuesWhenTheyAreWritten(String type, String good, String bad) {
        // Given
        define("k", type);

        // Then
        var created = api.post("/v1/customers", "{\"name\": \"a\", \"custom_fields\": {\"k\": " + good + "}}");
        assertThat(created.status()).as(created.text()).isEqualTo(201);
        var refused = api.post("/v1/customers", "{\"name\": \"a\", \"custom_fields\": {\"k\": " + bad + "}}");
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.failing()).containsExactly("/custom_fields/k");
        var path = created.header("Location");
        assertThat(api.patch(path, "{\"custom_fields\": {\"k\": " + bad + "}}").failing())
                .containsExactly("/custom_fields/k");
        assertThat(api.patch(path, "{\"custom_fields\": {\"k\": null}}").status())
                .isEqualTo(200);
    }

    @Test
    void namesEveryFailingFieldAtOnce() {
        define("a/b", "NUMBER");
        define("c", "DATE");

        var answer = api.post(
                "/v1/customers",
                "{\"name\": \"\", \"arr\": -1, \"custom_fields\": {\"a/b\": \"x\", \"c\": 1, \"d\": [1]}}");

        assertThat(answer.failing())
                .containsExactlyInAnyOrder(
                        "/name", "/arr", "/custom_fields/a~1b", "/custom_fields/c", "/custom_fields/d");
    }

    @Test
    void holdsTextsTo500Characters() {
        define("k", "TEXT");

        assertThat(api.post(
                                "/v1/customers",
                                "{\"name\": \"a\", \"custom_fields\": {\"k\": \"" + "é".repeat(500) + "\"}}")
                        .status())
                .isEqualTo(201);
        assertThat(api.post(
                                "/v1/customers",
                                "{\"name\": \"a\", \"custom_fields\": {\"k\": \"" + "é".repeat(501) + "\"}}")
                        .status())
                .isEqualTo(400);
    }

    @Test
    void leavesTheValuesThereAreWhateverBecomesOfTheDefinition() {
        // Given
        var customer = api.post("/v1/customers", "{\"name\": \"a\", \"custom_fields\": {\"k\": \"old\"}}")
                .header("Location");
        var definition = define("k", "NUMBER");

        // Then
        assertThat(api.patch(customer, "{\"arr\": 1}").text()).contains("{\"k\":\"old\"}");
        assertThat(api.patch(customer, "{\"custom_fields\": {\"k\": \"new\"}}").status())
                .isEqualTo(400);
        assertThat(api.delete(definition).status()).isEqualTo(204);
        assertThat(api.get(definition).status()).isEqualTo(404);
        assertThat(api.get(customer).text()).contains("{\"k\":\"old\"}");
        assertThat(api.patch(customer, "{\"custom_fields\": {\"k\": \"new\"}}").status())
                .isEqualTo(200);
    }

    @Test
    void createsShowsAndChanges() {
        var body =
                "{\"key\": \"tier\", \"label\": \"Tier\", \"type\": \"DROPDOWN\", \"options\": [\"gold\", \"silver\"]}";
        var created = api.post("/v1/custom-fields", body, "Idempotency-Key", "f");
        var path = created.header("Location");

        assertThat(created.status()).as(created.text()).isEqualTo(201);
        assertThat(created.json().propertyNames())
                .containsExactly("id", "key", "label", "type", "options", "created_at", "updated_at");
        assertThat(api.post("/v1/custom-fields", body, "Idempotency-Key", "f").text())
                .isEqualTo(created.text());
        assertThat(api.post("/v1/custom-fields", body).string("custom_field_id"))
                .isEqualTo(created.string("id"));
        assertThat(api.get(path).text()).isEqualTo(created.text());
        assertThat(api.get("/v1/custom-fields").json().get("data")).hasSize(1);
        assertThat(api.patch(path, "{\"options\": [\"gold\", \"bronze\"]}", "If-Match", "\"1\"")
                        .header("ETag"))
                .isEqualTo("\"2\"");
        assertThat(api.patch(path, "{\"label\": \"x\"}", "If-Match", "\"1\"").status())
                .isEqualTo(412);
        assertThat(api.patch(path, "{\"options\": []}").failing()).containsExactly("/options");
        assertThat(api.patch(path, "{\"key\": \"x\", \"type\": \"TEXT\"}").failing())
                .containsExactlyInAnyOrder("/key", "/type");
        assertThat(Api.ofNewWorkspace(port()).get(path).status()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"key\": \"k\"}",
                "{\"key\": \"\", \"type\": \"TEXT\"}",
                "{\"key\": \"k\", \"type\": \"text\"}",
                "{\"key\": \"k\", \"type\": \"DROPDOWN\"}",
                "{\"key\": \"k\", \"type\": \"DROPDOWN\", \"options\": []}",
                "{\"key\": \"k\", \"type\": \"DROPDOWN\", \"options\": [\"a\", \"a\"]}",
                "{\"key\": \"k\", \"type\": \"DROPDOWN\", \"options\": [\" \"]}",
                "{\"key\": \"k\", \"type\": \"DROPDOWN\", \"options\": [1]}",
                "{\"key\": \"k\", \"type\": \"TEXT\", \"options\": [\"a\"]}",
                "{\"key\": \"k\", \"type\": \"TEXT\", \"label\": \" \"}",
                "{\"key\": \"k\", \"type\": \"TEXT\", \"more\": 1}",
            })
    void refusesDefinitionsThatMeanNothing(String body) {
        assertThat(api.post("/v1/custom-fields", body).status()).isEqualTo(400);
    }

    @Test
    void letsPeopleDefineOnlyWhoLookAfterTheWorkspace() {
        var body = "{\"key\": \"k\", \"type\": \"TEXT\"}";

        assertThat(api.person("01ARZ3NDEKTSV4RRFFQ69G5FAV", "csm")
                        .post("/v1/custom-fields", body)
                        .status())
                .isEqualTo(403);
        assertThat(api.person("01ARZ3NDEKTSV4RRFFQ69G5FAV", "director")
                        .post("/v1/custom-fields", body)
                        .status())
                .isEqualTo(201);
    }

    private String define(String key, String type) {
        var options = type.equals("DROPDOWN") ? ", \"options\": [\"gold\", \"silver\"]" : "";
        var answer =
                api.post("/v1/custom-fields", "{\"key\": \"" + key + "\", \"type\": \"" + type + "\"" + options + "}");
        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
        return answer.header("Location");
    }
}
