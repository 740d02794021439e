package com.lealup.platform.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.lealup.platform.problem.FieldError;
import com.lealup.platform.problem.ProblemException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonBodyTest {

    enum Status {
        ACTIVE,
        AT_RISK
    }

    @Test
    void readsEveryTypeOfField() {
        var body = body("""
                {"name": "Acme", "arr": 50000.10, "count": 3, "live": true, "at": "2026-04-15T16:25:00.5+02:00",
                 "on": "2026-02-28", "status": "at_risk", "tags": ["a", "b"], "owner": {"id": 1},
                 "rows": [{"n": 1}, {"n": 2}], "extra": {"x": [1]}, "nothing": null}""");

        var name = body.text("name").required().length(1, 200);
        var arr = body.decimal("arr").required().min(0).scale(2);
        var count = body.integer("count").required().range(1, 3);
        var live = body.bool("live").required();
        var at = body.instant("at").required();
        var on = body.date("on").required();
        var status = body.choice("status", Status.class).required();
        var tags = body.texts("tags").required().size(1, 2);
        var owner = body.object("owner").required().value().integer("id").required();
        var rows = body.objects("rows").required().value().stream()
                .map(row -> row.integer("n").required().value())
                .toList();
        var extra = body.any("extra").required();
        var nothing = body.text("nothing");
        var absent = body.text("absent");
        body.finish();

        assertThat(name.value()).isEqualTo("Acme");
        assertThat(arr.value()).isEqualByComparingTo(new BigDecimal("50000.1"));
        assertThat(count.value()).isEqualTo(3);
        assertThat(live.value()).isTrue();
        assertThat(at.value()).isEqualTo(Instant.parse("2026-04-15T14:25:00.5Z"));
        assertThat(on.value()).isEqualTo(LocalDate.of(2026, 2, 28));
        assertThat(status.value()).isEqualTo(Status.AT_RISK);
        assertThat(tags.value()).containsExactly("a", "b");
        assertThat(owner.value()).isEqualTo(1);
        assertThat(rows).containsExactly(1L, 2L);
        assertThat(extra.value().at("/x/0").intValue()).isEqualTo(1);
        assertThat(nothing.orElse(null)).isNull();
        assertThat(absent.find()).isEmpty();
        assertThat(body.has("nothing")).isTrue();
        assertThat(body.has("absent")).isFalse();
    }

    @Test
    void findsEveryMistakeInOnePass() {
        var body = body("""
                {"name": "", "arr": -1.234, "count": 1.5, "live": "yes", "at": "2026-04-15", "on": "2026-02-30",
                 "status": "AT_RISK", "tags": ["a", 1, null], "owner": {"id": "x", "typo": 1}, "rows": [1, {"m": 2}],
                 "a/b~c": 1}""");

        body.text("name").required().length(1, 200);
        body.decimal("arr").min(0).scale(2);
        body.integer("count");
        body.bool("live");
        body.instant("at");
        body.date("on");
        body.choice("status", Status.class);
        body.texts("tags");
        body.object("owner").find().ifPresent(owner -> owner.integer("id"));
        body.objects("rows").value().forEach(row -> row.integer("n").required());
        body.text("missing").required();

        assertThat(errors(body))
                .extracting(FieldError::pointer, FieldError::code)
                .containsExactly(
                        tuple("/name", "invalid_length"),
                        tuple("/arr", "out_of_range"),
                        tuple("/count", "invalid_type"),
                        tuple("/live", "invalid_type"),
                        tuple("/at", "invalid_format"),
                        tuple("/on", "invalid_format"),
                        tuple("/status", "invalid_value"),
                        tuple("/tags/1", "invalid_type"),
                        tuple("/tags/2", "invalid_type"),
                        tuple("/owner/id", "invalid_type"),
                        tuple("/rows/0", "invalid_type"),
                        tuple("/rows/1/n", "required"),
                        tuple("/missing", "required"),
                        tuple("/a~1b~0c", "unknown_field"),
                        tuple("/owner/typo", "unknown_field"),
                        tuple("/rows/1/m", "unknown_field"));
    }

    @ParameterizedTest
    @CsvSource({
        "'{\"a\": 1}', a number",
        "'{\"a\": true}', a boolean",
        "'{\"a\": []}', an array",
        "'{\"a\": {}}', an object"
    })
    void namesTheTypeItFound(String json, String type) {
        var body = body(json);
        body.text("a").required().length(1, 2);

        assertThat(errors(body))
                .singleElement()
                .satisfies(error -> assertThat(error.message()).isEqualTo("must be a string, not " + type));
    }

    @Test
    void doesNotTakeOneTypeForAnother() {
        for (var value : List.of("\"1\"", "true", "[]", "{}")) {
            var body = body("{\"a\":" + value + "}");
            body.decimal("a");
            assertThat(errors(body)).hasSize(1);
        }
        for (var value : List.of("1.0", "1e2", "9223372036854775808", "-9223372036854775809", "\"1\"")) {
            var body = body("{\"a\":" + value + "}");
            body.integer("a");
            assertThat(errors(body)).as(value).hasSize(1);
        }
        for (var value : List.of("0", "1", "\"true\"")) {
            var body = body("{\"a\":" + value + "}");
            body.bool("a");
            assertThat(errors(body)).hasSize(1);
        }
    }

    @ParameterizedTest
    @CsvSource({"1.10, true", "1.100, true", "1.101, false", "1e2, true", "1e-3, false", "0.00000, true", "-0, true"})
    void countsDecimalsThatMatter(String number, boolean fine) {
        var body = body("{\"a\":" + number + "}");
        body.decimal("a").scale(2);

        assertThat(errors(body).isEmpty()).isEqualTo(fine);
    }

    @Test
    void countsCharactersAsPeopleDo() {
        var body = body("{\"a\": \"\uD83D\uDE00\uD83D\uDE00\"}");
        body.text("a").length(2, 2);

        assertThat(errors(body)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "1", "\"x\"", "null", "true"})
    void wantsAnObject(String json) {
        assertThatThrownBy(() -> body(json)).hasMessageContaining("must be an object");
    }

    @Test
    void boundsItsAnswer() {
        var json = new StringBuilder("{\"x\": 1");
        for (var i = 0; i < 5000; i++) {
            json.append(",\"f").append(i).append("\":1");
        }

        assertThat(errors(body(json + "}"))).hasSize(FieldErrors.MOST);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-04-15T14:25:00",
                "2026-04-15 14:25:00Z",
                "2026-04-15T14:25Z",
                "2026-04-15T24:00:00Z",
                "2026-02-29T00:00:00Z",
                "2026-04-15T14:25:60Z",
                "2026-04-15T14:25:00+2",
                "2026-04-15T14:25:00+19:00",
                "2026-04-15T14:25:00.1234567890Z",
                "+12026-04-15T14:25:00Z",
                "٢٠٢٦-04-15T14:25:00Z",
                "1776263100",
                ""
            })
    void refusesTimesThatAreNotRfc3339(String text) {
        assertThat(Rfc3339.parse(text)).isEmpty();
    }

    private static List<FieldError> errors(JsonBody body) {
        var thrown = catchThrowableOfType(ProblemException.class, body::finish);
        return thrown == null ? List.of() : thrown.problem().errors();
    }

    private static JsonBody body(String json) {
        return JsonBody.parse(json.getBytes(StandardCharsets.UTF_8));
    }

    private static Tuple tuple(Object... values) {
        return Tuple.tuple(values);
    }
}
