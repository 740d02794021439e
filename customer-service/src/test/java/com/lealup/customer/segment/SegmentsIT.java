package com.lealup.customer.segment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.lealup.customer.testing.Answer;
import com.lealup.customer.testing.Api;
import com.lealup.customer.testing.ServiceIT;
import com.lealup.schemas.Topics;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SegmentsIT extends ServiceIT {

    private static final String BIG =
            "{\"name\": \"Big\", \"filter\": {\"field\": \"arr\", \"op\": \"gte\", \"value\": 100}}";

    @Test
    void canBeAsManyAndAsLongAsTheyMay() {
        // Given 100 segments of 5 lists of 100 values each
        var id = create("{\"name\": \"a\", \"custom_fields\": {\"tier\": \"t99\"}}");
        var texts = IntStream.range(0, 100).mapToObj(i -> "\"t" + i + "\"").collect(Collectors.joining(","));
        var lists = Stream.generate(
                        () -> "{\"field\": \"custom_fields.tier\", \"op\": \"in\", \"value\": [" + texts + "]}")
                .limit(5)
                .collect(Collectors.joining(","));
        for (var i = 0; i < 100; i++) {
            var segment =
                    api.post("/v1/segments", "{\"name\": \"S" + i + "\", \"filter\": {\"and\": [" + lists + "]}}");
            assertThat(segment.status()).as(segment.text()).isEqualTo(201);
        }

        // Then
        assertThat(api.get("/v1/customers/" + id).json().get("segments")).hasSize(100);
        assertThat(api.get("/v1/customers").json().get("data").get(0).get("segments"))
                .hasSize(100);
    }

    @Test
    void cannotBeLongerThanThat() {
        // Given
        var values = IntStream.range(0, 100).mapToObj(i -> "\"t" + i + "\"").collect(Collectors.joining(","));
        var list = "{\"field\": \"custom_fields.tier\", \"op\": \"in\", \"value\": [" + values + "]}";
        var lists = String.join(",", Collections.nCopies(6, list));

        // When
        var refused = api.post("/v1/segments", "{\"name\": \"Long\", \"filter\": {\"or\": [" + lists + "]}}");

        // Then
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.json().get("errors").get(0).get("pointer").asString())
                .isEqualTo("/filter/or/5/value");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'field': 'name', 'op': 'eq', 'value': 'a'} | a",
                "{'field': 'name', 'op': 'ne', 'value': 'a'} | b c",
                "{'field': 'name', 'op': 'in', 'value': ['a', 'c', 'x']} | a c",
                "{'field': 'name', 'op': 'contains', 'value': 'Ä'} | a",
                "{'field': 'email_domain', 'op': 'contains', 'value': '%'} | ''",
                "{'field': 'email_domain', 'op': 'eq', 'value': 'BÜCHER.example'} | b",
                "{'field': 'arr', 'op': 'gte', 'value': 100} | a",
                "{'field': 'arr', 'op': 'lt', 'value': 99.999} | b",
                "{'field': 'arr', 'op': 'eq', 'value': 100.00} | a",
                "{'field': 'arr', 'op': 'is_null'} | c",
                "{'not': {'field': 'arr', 'op': 'gte', 'value': 100}} | b c",
                "{'not': {'not': {'field': 'arr', 'op': 'gte', 'value': 100}}} | a",
                "{'field': 'status', 'op': 'in', 'value': ['trial', 'churned']} | b",
                "{'field': 'arr', 'op': 'in', 'value': [1e2, 7]} | a",
                "{'field': 'owner_email', 'op': 'in', 'value': ['Jane@example.com']} | a",
                "{'field': 'created_at', 'op': 'in', 'value': ['2020-01-01T00:00:00+01:00']} | ''",
                "{'field': 'renewal_date', 'op': 'in', 'value': ['2020-01-01']} | ''",
                "{'field': 'owner_id', 'op': 'in', 'value': ['01KAR4T2H3M7Q9S1V5X8Z0B2D4']} | ''",
                "{'field': 'health_score', 'op': 'in', 'value': [5]} | ''",
                "{'field': 'custom_fields.vip', 'op': 'in', 'value': [true, 'x{,}y']} | a",
                "{'field': 'owner_email', 'op': 'eq', 'value': 'Jane@example.com'} | a",
                "{'field': 'renewal_date', 'op': 'within_days', 'value': 30} | b",
                "{'field': 'renewal_date', 'op': 'gt', 'value': '2020-01-01'} | b",
                "{'field': 'health_score', 'op': 'is_null'} | a b c",
                "{'field': 'health_status', 'op': 'eq', 'value': 'healthy'} | ''",
                "{'field': 'created_at', 'op': 'gt', 'value': '2020-01-01T00:00:00+01:00'} | a b c",
                "{'field': 'custom_fields.seats', 'op': 'gt', 'value': 9} | a",
                "{'field': 'custom_fields.seats', 'op': 'eq', 'value': 10.0} | a",
                "{'field': 'custom_fields.seats', 'op': 'lt', 'value': 'x'} | b",
                "{'field': 'custom_fields.seats', 'op': 'in', 'value': [10, 'nine']} | a b",
                "{'field': 'custom_fields.seats', 'op': 'contains', 'value': 'NIN'} | b",
                "{'field': 'custom_fields.seats', 'op': 'is_null'} | c",
                "{'field': 'custom_fields.vip', 'op': 'eq', 'value': true} | a",
                "{'and': [{'field': 'name', 'op': 'ne', 'value': 'a'}, {'or': [{'field': 'status', 'op': 'eq', 'value':"
                        + " 'trial'}, {'field': 'arr', 'op': 'is_null'}]}]} | b c",
            })
    void meansTheCustomersThatItsFilterSays(String written, String expected) {
        // Given
        var filter = written.replace('\'', '"');
        create("{\"name\": \"a\", \"arr\": 100, \"owner_email\": \"jane@example.com\","
                + " \"custom_fields\": {\"seats\": 10, \"vip\": true}}");
        create("{\"name\": \"b\", \"arr\": 99.5, \"status\": \"trial\", \"email_domain\": \"bücher.example\","
                + " \"renewal_date\": \"" + LocalDate.now(ZoneOffset.UTC).plusDays(30)
                + "\", \"custom_fields\": {\"seats\": \"nine\"}}");
        create("{\"name\": \"c\"}");

        // When
        var segment = api.post("/v1/segments", "{\"name\": \"S\", \"filter\": " + filter + "}");

        // Then
        assertThat(segment.status()).as(segment.text()).isEqualTo(201);
        var id = segment.string("id");
        assertThat(listed("segment_id=" + id)).isEqualTo(expected);
        assertThat(listed("filter=" + URLEncoder.encode(filter, StandardCharsets.UTF_8)))
                .isEqualTo(expected);
        var size = expected.isEmpty() ? 0 : expected.split(" ").length;
        assertThat(api.get("/v1/segments/" + id + "/size").text()).isEqualTo("{\"size\":" + size + "}");
        var preview = api.post("/v1/segments/preview", "{\"filter\": " + filter + "}");
        assertThat(preview.json().get("size").intValue()).isEqualTo(size);
        assertThat(preview.json().get("data")).hasSize(size);
        for (var customer : api.get("/v1/customers").json().get("data")) {
            var belongs = expected.contains(customer.get("name").stringValue());
            assertThat(customer.get("segments")).hasSize(belongs ? 1 : 0);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "[]",
                "\"x\"",
                "{'and': []}",
                "{'and': {}}",
                "{'and': [1]}",
                "{'and': [], 'or': []}",
                "{'not': []}",
                "{'field': 'arr'}",
                "{'field': 'arr', 'op': 'gte'}",
                "{'field': 'arr', 'op': 'gte', 'value': '100'}",
                "{'field': 'arr', 'op': 'gte', 'value': null}",
                "{'field': 'arr', 'op': 'drop', 'value': 1}",
                "{'field': 'arr', 'op': 'contains', 'value': '1'}",
                "{'field': 'arr', 'op': 'gte', 'value': 1, 'more': 1}",
                "{'field': 'arr; drop table customers', 'op': 'eq', 'value': 1}",
                "{'field': 'tenant_id', 'op': 'eq', 'value': 'x'}",
                "{'field': 'status', 'op': 'eq', 'value': 'gone'}",
                "{'field': 'status', 'op': 'lt', 'value': 'trial'}",
                "{'field': 'renewal_date', 'op': 'gt', 'value': '2027-02-30'}",
                "{'field': 'renewal_date', 'op': 'gt', 'value': '0000-01-01'}",
                "{'field': 'renewal_date', 'op': 'within_days', 'value': -1}",
                "{'field': 'created_at', 'op': 'gt', 'value': '2027-01-01'}",
                "{'field': 'owner_id', 'op': 'eq', 'value': 'x'}",
                "{'field': 'custom_fields.', 'op': 'eq', 'value': 1}",
                "{'field': 'custom_fields.a', 'op': 'gt', 'value': true}",
                "{'field': 'custom_fields.a', 'op': 'eq', 'value': [1]}",
                "{'field': 'custom_fields.a', 'op': 'in', 'value': []}",
                "{'field': 'custom_fields.a', 'op': 'is_null', 'value': true}",
            })
    void refusesFiltersThatMeanNothing(String written) {
        var filter = written.replace('\'', '"');

        var answer = api.post("/v1/segments", "{\"name\": \"S\", \"filter\": " + filter + "}");

        assertThat(answer.status()).as(answer.text()).isEqualTo(400);
        assertThat(answer.failing()).isNotEmpty().allMatch(pointer -> pointer.startsWith("/filter"));
        assertThat(api.get("/v1/customers?filter=" + URLEncoder.encode(filter, StandardCharsets.UTF_8))
                        .status())
                .isEqualTo(400);
    }

    @Test
    void refusesFiltersThatAreTooDeepOrTooLarge() {
        var leaf = "{\"field\": \"arr\", \"op\": \"is_null\"}";
        var deep = "{\"not\": ".repeat(9) + leaf + "}".repeat(9);
        var wide = "{\"and\": [" + String.join(",", Collections.nCopies(100, leaf)) + "]}";

        for (var filter : List.of(deep, wide)) {
            assertThat(api.post("/v1/segments", "{\"name\": \"S\", \"filter\": " + filter + "}")
                            .status())
                    .isEqualTo(400);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"'; drop table customers; --", "%_\\\\", ":p0", "?", "$1", "{}", "a' or '1'='1", "(?i).*"})
    void bindsWhateverIsWritten(String text) {
        create("{\"name\": \"a\", \"custom_fields\": {\"" + text + "\": \"" + text + "\"}}");
        create("{\"name\": \"b\"}");

        for (var op : List.of("eq", "contains", "gte")) {
            var answer = api.post(
                    "/v1/segments",
                    "{\"name\": \"S " + op + "\", \"filter\": {\"field\": \"custom_fields." + text + "\", \"op\": \""
                            + op + "\", \"value\": \"" + text + "\"}}");
            assertThat(answer.status()).as(answer.text()).isEqualTo(201);
            assertThat(listed("segment_id=" + answer.string("id"))).isEqualTo("a");
        }
    }

    @Test
    void changesMembershipWithoutChangingTheCustomer() {
        // Given
        var segment = api.post("/v1/segments", BIG).string("id");
        var created = api.post("/v1/customers", "{\"name\": \"a\", \"arr\": 100}");
        assertThat(created.text()).contains("\"segments\":[\"" + segment + "\"]");

        // When
        api.patch("/v1/segments/" + segment, "{\"filter\": {\"field\": \"arr\", \"op\": \"lt\", \"value\": 100}}");

        // Then
        var shown = api.get(created.header("Location"));
        assertThat(shown.text()).contains("\"segments\":[]");
        assertThat(shown.header("ETag")).isEqualTo(created.header("ETag"));
        assertThat(shown.string("updated_at")).isEqualTo(created.string("updated_at"));
    }

    @Test
    void createsShowsChangesAndDeletesAndTellsTheTopic() {
        // Given
        var created = api.post("/v1/segments", BIG, "Idempotency-Key", "s1");
        var path = created.header("Location");
        var id = created.string("id");

        // Then
        assertThat(created.status()).as(created.text()).isEqualTo(201);
        assertThat(created.json().propertyNames()).containsExactly("id", "name", "filter", "created_at", "updated_at");
        assertThat(api.post("/v1/segments", BIG, "Idempotency-Key", "s1").text())
                .isEqualTo(created.text());
        assertThat(api.get(path).text()).isEqualTo(created.text());
        assertThat(api.get(path, "If-None-Match", created.header("ETag")).status())
                .isEqualTo(304);
        assertThat(api.get("/v1/segments").json().get("data")).hasSize(1);
        var taken = api.post("/v1/segments", BIG.replace("Big", "BIG"));
        assertThat(taken.status()).isEqualTo(409);
        assertThat(taken.string("segment_id")).isEqualTo(id);
        var other = api.post("/v1/segments", BIG.replace("Big", "Other"));
        assertThat(api.patch(other.header("Location"), "{\"name\": \"big\"}").status())
                .isEqualTo(409);
        assertThat(api.patch(path, "{\"name\": \"Huge\"}", "If-Match", "\"9\"").status())
                .isEqualTo(412);
        assertThat(api.patch(path, "{\"name\": \"Huge\"}", "If-Match", "\"1\"").header("ETag"))
                .isEqualTo("\"2\"");
        assertThat(Api.ofNewWorkspace(port()).get(path).status()).isEqualTo(404);
        assertThat(api.delete(path).status()).isEqualTo(204);
        assertThat(api.get(path).status()).isEqualTo(404);
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(facts.of(Topics.SEGMENTS, api.tenant() + ":" + id))
                        .extracting(
                                fact -> fact.value().getName() + fact.value().getRevision())
                        .containsExactly("Big1", "Huge2"));
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(facts.tombstones(Topics.SEGMENTS, api.tenant() + ":" + id))
                        .isEqualTo(1));
    }

    @Test
    void needsItsScopes() {
        assertThat(api.with("segments:read").post("/v1/segments", BIG).status()).isEqualTo(403);
        assertThat(api.with("customers:read").get("/v1/segments").status()).isEqualTo(403);
    }

    private String listed(String query) {
        Answer answer = api.get("/v1/customers?sort=name&" + query);
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return String.join(
                " ",
                StreamSupport.stream(answer.json().get("data").spliterator(), false)
                        .map(customer -> customer.get("name").stringValue())
                        .toList());
    }
}
