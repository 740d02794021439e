package com.lealup.customer.account;

import static org.assertj.core.api.Assertions.assertThat;

import com.lealup.platform.environment.Environment;
import com.lealup.platform.identity.Caller;
import com.lealup.platform.json.JsonBody;
import com.lealup.platform.problem.FieldError;
import com.lealup.platform.problem.ProblemException;
import com.lealup.platform.testing.TestIdentity;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever stands in the fields of a customer, exactly those that are wrong are named, all in one answer. */
class CustomerBodyPropertiesTest {

    private static final Map<String, Arbitrary<String>> GOOD = Map.of(
            "name",
                    Arbitraries.of(
                            "\"Acme\"", "\"'; drop table customers; --\"", "\"%_\\\\\"", "\"(?i).*+[\"", "\"é\""),
            "email_domain", Arbitraries.of("\"acme.com\"", "\"BÜCHER.example\"", "\"xn--bcher-kva.example\"", "null"),
            "arr", Arbitraries.of("0", "0.01", "50000", "1e3", "null"),
            "owner_email", Arbitraries.of("\"ana@acme.example\"", "null"),
            "status", Arbitraries.of("\"active\"", "\"trial\"", "\"churned\"", "\"paused\""),
            "renewal_date", Arbitraries.of("\"2027-04-15\"", "\"1900-01-01\"", "\"2028-02-29\"", "null"),
            "custom_fields", Arbitraries.of("{}", "{\"a\": 1, \"b\": \"x\", \"c\": true, \"d\": null}"));

    /** NUL, lone surrogates and numbers of absurd size make the whole body malformed: see the properties below. */
    private static final String WRONG_TYPES = "[]|[[[1]]]|true|{\"$ne\": 1}";

    private static final Map<String, Arbitrary<String>> BAD = Map.of(
            "name", either(WRONG_TYPES, "\"\"", "\" \"", "1", '"' + "a".repeat(201) + '"'),
            "email_domain", either(WRONG_TYPES, "\"\"", "\"a b.com\"", "\"-a.com\"", "\"a..b\"", "\"%.com\"", "7"),
            "arr", either("[]|true|{}", "-1", "0.001", "\"1\"", "-0.01", "1e30"),
            "owner_email", either(WRONG_TYPES, "\"ana\"", "\"@a.com\"", "\"a@b@c.com\"", "3"),
            "status", either(WRONG_TYPES, "\"ACTIVE\"", "\"gone\"", "\"\"", "\"active' or 1=1\"", "0"),
            "renewal_date",
                    either(
                            WRONG_TYPES,
                            "\"2027-02-29\"",
                            "\"1899-12-31\"",
                            "\"tomorrow\"",
                            "\"2027-4-1\"",
                            "\"\"",
                            "20270415"),
            "custom_fields", either("[]|true|1|\"x\"", "{\"a\": [1]}", "{\"a\": {\"b\": 1}}", "{\"\": 1}"));

    private final Caller caller = TestIdentity.caller("customers:write");

    @Property(tries = 1500)
    void namesExactlyTheFieldsThatAreWrong(@ForAll("bodies") Map<String, Value> body) {
        var wrong = body.entrySet().stream()
                .filter(field -> field.getValue().bad())
                .map(Map.Entry::getKey)
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(failing(json(body))).isEqualTo(wrong);
    }

    @Property(tries = 1000)
    void answersAnyTextInAnyFieldWithAFieldOrNothing(
            @ForAll("fields") String field, @ForAll String text, @ForAll boolean escaped) {
        var quoted = new StringBuilder("\"");
        for (var at = 0; at < text.length(); at++) {
            var c = text.charAt(at);
            if (escaped || c < ' ' || c == '"' || c == '\\' || Character.isSurrogate(c)) {
                quoted.append(String.format("\\u%04x", (int) c));
            } else {
                quoted.append(c);
            }
        }
        var others = field.equals("name") ? "" : "\"name\": \"Acme\", ";

        var failing = failing("{" + others + "\"" + field + "\": " + quoted + "\"}");

        assertThat(failing).isSubsetOf(Set.of(field, ""));
    }

    @Property(tries = 1000)
    void answersAnyBytesWithAProblem(@ForAll byte[] bytes) {
        assertThat(failing(bytes)).isNotNull();
    }

    /** JSON text, and whether it is wrong in its field. */
    record Value(String json, boolean bad) {}

    @Provide
    Arbitrary<String> fields() {
        return Arbitraries.of(GOOD.keySet());
    }

    @Provide
    Arbitrary<Map<String, Value>> bodies() {
        Arbitrary<Map<String, Value>> bodies = Arbitraries.just(Map.of());
        for (var field : GOOD.keySet()) {
            var good = GOOD.get(field).map(json -> new Value(json, false));
            var bad = BAD.get(field).map(json -> new Value(json, true));
            var value = Arbitraries.oneOf(good, bad).optional(field.equals("name") ? 1 : 0.7);
            bodies = Combinators.combine(bodies, value).as((body, chosen) -> {
                var larger = new TreeMap<>(body);
                chosen.ifPresent(given -> larger.put(field, given));
                return larger;
            });
        }
        return bodies;
    }

    private static Arbitrary<String> either(String types, String... values) {
        return Arbitraries.oneOf(
                Arbitraries.of(Pattern.compile("\\|").splitAsStream(types).toList()), Arbitraries.of(values));
    }

    private static String json(Map<String, Value> body) {
        return body.entrySet().stream()
                .map(field -> "\"" + field.getKey() + "\": " + field.getValue().json())
                .collect(Collectors.joining(", ", "{", "}"));
    }

    private Set<String> failing(String json) {
        return failing(json.getBytes(StandardCharsets.UTF_8));
    }

    /** The top-level fields that the answer names; the empty one is the body itself. */
    private Set<String> failing(byte[] bytes) {
        try {
            var body = JsonBody.parse(bytes);
            CustomerBody.create(body, Environment.LIVE, caller);
            body.finish();
            return Set.of();
        } catch (ProblemException e) {
            assertThat(e.problem().type().status().value()).isEqualTo(400);
            return e.problem().errors().stream()
                    .map(FieldError::pointer)
                    .map(CustomerBodyPropertiesTest::field)
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }

    private static String field(String pointer) {
        var end = pointer.indexOf('/', 1);
        return pointer.isEmpty() ? "" : pointer.substring(1, end < 0 ? pointer.length() : end);
    }
}
