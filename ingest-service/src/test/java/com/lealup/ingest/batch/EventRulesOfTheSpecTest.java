package com.lealup.ingest.batch;

import static com.lealup.ingest.batch.Bodies.CUSTOMER;
import static com.lealup.ingest.batch.Bodies.codes;
import static com.lealup.ingest.batch.Bodies.one;
import static com.lealup.ingest.batch.Bodies.sound;
import static org.assertj.core.api.Assertions.assertThat;

import com.lealup.platform.environment.Environment;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EventRulesOfTheSpecTest {

    private static final String NAME = "\"event_name\":\"a\"";
    private static final String OWNER = "\"customer_id\":\"" + CUSTOMER + "\"";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "unknown_customer     | /customer_id | \"customer_id\":\"01HCUS123ABC\"",
                "unknown_customer     | /customer_id | \"customer_id\":\"\"",
                "unknown_customer     | /customer_id | \"customer_id\":\"01jdcccccccccccccccccccccc\"",
                "unknown_customer     | /customer_id | \"customer_id\":\"ZZZZZZZZZZZZZZZZZZZZZZZZZZ\"",
                "unknown_customer     | /customer_id | \"customer_id\":null",
                "unknown_customer     | /customer_id | \"customer_id\":17",
                "unknown_customer     | /customer_id | \"customer_id\":{\"a\":[1]}",
            })
    void refusesACustomerIdThatCanBeNobodys(String code, String pointer, String member) {
        refuses(code, pointer, member + "," + NAME);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"\"",
                "\"ReportExported\"",
                "\"report-exported\"",
                "\"report exported\"",
                "\"1st\"",
                "\"_a\"",
                "\"a_\"",
                "\"a__b\"",
                "\"\\u00e9t\\u00e9\"",
                "\"a\\u0000\"",
                "null",
                "1",
                "true",
                "[]",
                "{}"
            })
    void refusesAnEventNameThatIsNotSnakeCase(String name) {
        refuses("invalid_event_name", "/event_name", OWNER + ",\"event_name\":" + name);
    }

    @Test
    void takesEventNamesUpTo64Characters() {
        assertThat(one(OWNER + ",\"event_name\":\"" + "a".repeat(64) + "\"").sound())
                .hasSize(1);
        refuses("invalid_event_name", "/event_name", OWNER + ",\"event_name\":\"" + "a".repeat(65) + "\"");
        refuses("invalid_event_name", "/event_name", OWNER + ",\"event_name\":\"" + "a".repeat(1_000_000) + "\"");
    }

    @Test
    void saysWhichRequiredFieldsAreMissing() {
        var batch = one("");

        assertThat(codes(batch)).containsExactly("unknown_customer", "invalid_event_name");
        assertThat(batch.errors())
                .allSatisfy(error -> assertThat(error.message()).startsWith("Is required"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"2026-04-15\"",
                "\"2026-04-15T14:25:00\"",
                "\"2026-04-15 14:25:00Z\"",
                "\"2026-02-30T00:00:00Z\"",
                "\"2026-04-15T24:00:00Z\"",
                "\"2026-04-15T14:25Z\"",
                "\"2026-04-15T14:25:00.Z\"",
                "\"0000-01-01T00:00:00Z\"",
                "\"2026-04-15T14:25:00+0200\"",
                "\"2026-04-15T14:25:00+24:00\"",
                "\"2026-04-15T14:25:60Z\"",
                "\"2026-04-15T14:25:61Z\"",
                "\"+12026-04-15T14:25:00Z\"",
                "\"yesterday\"",
                "\"\"",
                "1776262800",
                "{}",
                "false"
            })
    void refusesATimestampThatIsNotRfc3339WithAZone(String timestamp) {
        refuses("invalid_timestamp", "/timestamp", sound("\"timestamp\":" + timestamp));
    }

    @ParameterizedTest
    @CsvSource({
        "2026-04-15T14:25:00Z, 2026-04-15T14:25:00Z",
        "2026-04-15t14:25:00z, 2026-04-15T14:25:00Z",
        "2026-04-15T14:25:00+02:00, 2026-04-15T12:25:00Z",
        "2026-04-15T14:25:00-05:30, 2026-04-15T19:55:00Z",
        "2026-04-15T14:25:00-00:00, 2026-04-15T14:25:00Z",
        "2026-04-15T14:25:00.1Z, 2026-04-15T14:25:00.100Z",
        "2026-04-15T14:25:00.123456789Z, 2026-04-15T14:25:00.123456Z",
        "2016-12-31T23:59:60Z, 2016-12-31T23:59:59.999999Z",
        "2017-01-01T01:59:60+02:00, 2016-12-31T23:59:59.999999Z",
        "0001-01-01T00:00:00Z, 0001-01-01T00:00:00Z",
    })
    void readsTimestampsOfRfc3339(String text, String instant) {
        assertThat(one(sound("\"timestamp\":\"" + text + "\"")).sound())
                .extracting(SoundEvent::occurredAt)
                .containsExactly(Instant.parse(instant));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\"timestamp\":null"})
    void takesTheRequestsTimeWhenThereIsNoTimestamp(String members) {
        assertThat(one(sound(members)).sound())
                .extracting(SoundEvent::occurredAt)
                .containsExactly(Bodies.NOW);
    }

    @ParameterizedTest
    @CsvSource({
        "LIVE, LIVE, 2026-10-24T12:00:00Z, ",
        "LIVE, LIVE, 2026-10-24T11:59:59.999999Z, timestamp_too_old",
        "TEST, LIVE, 2026-04-15T14:25:00Z, ",
        "TEST, BACKFILL, 1999-04-15T14:25:00Z, ",
        "LIVE, BACKFILL, 2021-11-24T12:00:00Z, ",
        "LIVE, BACKFILL, 2021-11-01T12:00:00Z, timestamp_too_old",
        "LIVE, LIVE, 2026-11-23T12:05:00Z, ",
        "LIVE, LIVE, 2026-11-23T12:05:00.000001Z, timestamp_in_future",
        "TEST, LIVE, 2026-11-23T12:05:01Z, timestamp_in_future",
        "TEST, BACKFILL, 2026-11-23T12:05:01Z, timestamp_in_future",
    })
    void knowsHowOldAnEventMayBe(Environment environment, Lane lane, String timestamp, String code) {
        var batch = one(sound("\"timestamp\":\"" + timestamp + "\""), environment, lane);

        if (code == null) {
            assertThat(batch.sound()).hasSize(1);
        } else {
            assertThat(codes(batch)).containsExactly(code);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"\"",
                "\"ana\"",
                "\"ana@\"",
                "\"@acme.com\"",
                "\"ana@acme\"",
                "\"ana@acme..com\"",
                "\"ana@-acme.com\"",
                "\"a na@acme.com\"",
                "\"ana@acme.com \"",
                "\"ana@acme.com\\u0000\"",
                "\"ana@@acme.com\"",
                "\".ana@acme.com\"",
                "\"ana\\n@acme.com\"",
                "\"[email protected]\"",
                "3",
                "[]"
            })
    void refusesWhatIsNoAddress(String address) {
        refuses("invalid_email", "/user_email", sound("\"user_email\":" + address));
    }

    @Test
    void boundsAddressesAsMailDoes() {
        var domain = "@" + "a.".repeat(94) + "com";
        assertThat(one(sound("\"user_email\":\"" + "a".repeat(62) + domain + "\""))
                        .sound())
                .hasSize(1);
        refuses("invalid_email", "/user_email", sound("\"user_email\":\"" + "a".repeat(63) + domain + "\""));
        refuses("invalid_email", "/user_email", sound("\"user_email\":\"" + "a".repeat(65) + "@acme.com\""));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"ana@acme.com", "Ana.Lima+x@mail.acme-test.com", "o'neil@acme.co", "jos\u00e9@m\u00fcller.de"})
    void takesAddresses(String address) {
        assertThat(one(sound("\"user_email\":\"" + address + "\"")).sound())
                .extracting(SoundEvent::userEmail)
                .containsExactly(address);
    }

    @Test
    void takesTheGuidesHiddenAddressInTestOnly() {
        var members = sound("\"user_email\":\"[email\u00a0protected]\"");

        assertThat(one(members, Environment.TEST, Lane.LIVE).sound())
                .extracting(SoundEvent::userEmail)
                .containsExactly("[email\u00a0protected]");
        var live = one(members, Environment.LIVE, Lane.LIVE);
        assertThat(codes(live)).containsExactly("invalid_email");
        assertThat(live.errors().getFirst().message()).contains("what a web page shows");
    }

    @ParameterizedTest
    @ValueSource(strings = {"external_id", "user_external_id"})
    void boundsIds(String field) {
        assertThat(one(sound("\"" + field + "\":\"" + "\u00e9".repeat(128) + "\""))
                        .sound())
                .hasSize(1);
        assertThat(one(sound("\"" + field + "\":\"" + "\\ud83d\\ude00".repeat(128) + "\""))
                        .sound())
                .hasSize(1);
        for (var bad : new String[] {
            "\"\"",
            "\"" + "x".repeat(129) + "\"",
            "\"" + "x".repeat(70_000) + "\"",
            "\"a\\u0000\"",
            "\"a\\ud800\"",
            "\"\\udc00\"",
            "\"a\\tb\"",
            "12",
            "{}",
            "[[]]",
            "true"
        }) {
            refuses("invalid_external_id", "/" + field, sound("\"" + field + "\":" + bad));
        }
    }

    @Test
    void namesTheEventByItsOwnIdInEveryError() {
        var batch = one("\"external_id\":\"ord-7\",\"customer_id\":\"x\",\"event_name\":\"X\",\"user_email\":\"x\"");

        assertThat(codes(batch)).containsExactly("unknown_customer", "invalid_event_name", "invalid_email");
        assertThat(batch.errors())
                .allSatisfy(error -> assertThat(error.externalId()).isEqualTo("ord-7"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[]",
                "\"x\"",
                "1",
                "true",
                "{\"a\":1e400}",
                "{\"a\":-1e-99999}",
                "{\"a\":\"\\u0000\"}",
                "{\"a\\u0000\":1}",
                "{\"a\":\"\\ud800\"}",
                "{\"a\":\"\\ud800\\u0041\"}",
                "{\"a\":[\"\\udfff\"]}"
            })
    void refusesPropertiesThatCannotBeKept(String properties) {
        refuses("invalid_properties", "/properties", sound("\"properties\":" + properties));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{ \"a\" : 1.50 ,\n\"b\":[1,2,{\"a\":null}] }",
                "{\"a\":0e99999,\"b\":-0.0e-5}",
                "{\"a\":\"\\\\u0000\"}",
                "{\"a\":\"\\ud83d\\ude00 \\\"\"}",
                "{\"\":{\"\":{}}}",
                "{\"a\":123456789012345678901234567890}"
            })
    void keepsPropertiesAsTheyAreWritten(String properties) {
        assertThat(one(sound("\"properties\":" + properties)).sound())
                .extracting(SoundEvent::properties)
                .containsExactly(properties);
    }

    @Test
    void boundsPropertiesByTheirJson() {
        var frame = "{\"a\":\"\"}".length();
        assertThat(one(sound("\"properties\":{\"a\":\"" + "x".repeat(10 * 1024 - frame) + "\"}"))
                        .sound())
                .hasSize(1);
        refuses(
                "properties_too_large",
                "/properties",
                sound("\"properties\":{\"a\":\"" + "x".repeat(10 * 1024 - frame + 1) + "\"}"));
        refuses("properties_too_large", "/properties", sound("\"properties\":{\"a\":" + "9".repeat(20_000) + "}"));
        refuses("properties_too_large", "/properties", sound("\"properties\":{\"" + "n".repeat(60_000) + "\":1}"));
    }

    @Test
    void boundsTheDepthOfProperties() {
        assertThat(one(sound("\"properties\":" + "{\"a\":".repeat(15) + "[]" + "}".repeat(15)))
                        .sound())
                .hasSize(1);
        refuses(
                "invalid_properties",
                "/properties",
                sound("\"properties\":" + "{\"a\":".repeat(16) + "[]" + "}".repeat(16)));
        refuses(
                "invalid_properties",
                "/properties",
                sound("\"properties\":{\"a\":" + "[".repeat(400) + "]".repeat(400) + "}"));
    }

    @Test
    void takesNullForWhatIsOptional() {
        var members =
                "\"timestamp\":null,\"user_email\":null,\"user_external_id\":null,\"properties\":null,\"external_id\":null";

        assertThat(one(sound(members)).sound()).hasSize(1);
    }

    @Test
    void refusesUnknownFieldsAndPointsAtThem() {
        var batch = one(sound("\"ts\":1,\"a/b~\":{\"deep\":[1,{}]}"));

        assertThat(codes(batch)).containsExactly("unknown_field", "unknown_field");
        assertThat(batch.errors()).extracting(EventError::pointer).containsExactly("/events/0/ts", "/events/0/a~1b~0");
    }

    private static void refuses(String code, String pointer, String members) {
        var batch = one(members);
        assertThat(batch.size()).isEqualTo(1);
        assertThat(batch.sound()).isEmpty();
        assertThat(batch.errors()).singleElement().satisfies(error -> {
            assertThat(error.code().wireName()).isEqualTo(code);
            assertThat(error.pointer()).isEqualTo("/events/0" + pointer);
            assertThat(error.message()).isNotBlank().hasSizeLessThan(200);
        });
    }
}
