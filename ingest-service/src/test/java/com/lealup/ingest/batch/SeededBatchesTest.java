package com.lealup.ingest.batch;

import static com.lealup.ingest.batch.Bodies.CUSTOMER;
import static com.lealup.ingest.batch.Bodies.rules;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.lealup.platform.environment.Environment;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Many random batches: whatever stands beside an event, its fate is what it would be alone. */
class SeededBatchesTest {

    private static final long SEED = 20261123;
    private static final int BATCHES = Boolean.getBoolean("lealup.long") ? 100_000 : 12_000;
    private static final EventRules RULES = rules(Environment.LIVE, Lane.LIVE);

    private static final List<String> GOOD = List.of(
            "",
            "\"timestamp\":\"2026-11-20T08:00:00+01:00\"",
            "\"user_email\":\"ana@acme.com\"",
            "\"user_external_id\":\"u-1\"",
            "\"external_id\":\"e-%d\"",
            "\"properties\":{\"report_type\":\"quarterly\",\"n\":[1,2.50,{\"x\":null}]}",
            "\"properties\":{}");

    private static final List<Flaw> FLAWS = List.of(
            new Flaw("unknown_field", "\"typo\":{\"a\":[1,2]}"),
            new Flaw("invalid_timestamp", "\"timestamp\":\"2026-11-20\""),
            new Flaw("invalid_timestamp", "\"timestamp\":12"),
            new Flaw("timestamp_too_old", "\"timestamp\":\"2025-11-20T08:00:00Z\""),
            new Flaw("timestamp_in_future", "\"timestamp\":\"2027-11-20T08:00:00Z\""),
            new Flaw("invalid_email", "\"user_email\":\"ana\""),
            new Flaw("invalid_email", "\"user_email\":\"[email\u00a0protected]\""),
            new Flaw("invalid_external_id", "\"external_id\":\"" + "x".repeat(200) + "\""),
            new Flaw("invalid_external_id", "\"user_external_id\":[]"),
            new Flaw("invalid_properties", "\"properties\":[1,[2]]"),
            new Flaw("invalid_properties", "\"properties\":" + "{\"a\":".repeat(20) + "1" + "}".repeat(20)),
            new Flaw("invalid_properties", "\"properties\":{\"a\":\"\\u0000\"}"),
            new Flaw("properties_too_large", "\"properties\":{\"a\":\"" + "x".repeat(11_000) + "\"}"));

    @Test
    void settlesEachEventAsIfItWereAlone() {
        var random = new Random(SEED);
        var sound = 0;
        for (var n = 0; n < BATCHES; n++) {
            var events = IntStream.range(0, 1 + random.nextInt(12))
                    .mapToObj(index -> event(random, index))
                    .toList();
            sound += judge(events, random.nextBoolean(), "batch " + n + " of seed " + SEED);
        }
        assertThat(sound).as("both fates occur often").isBetween(BATCHES * 5 / 3, BATCHES * 5);
    }

    private static int judge(List<Sample> events, boolean bare, String what) {
        var array = events.stream().map(Sample::json).collect(Collectors.joining(" , ", "[", "]"));
        var body = (bare ? array : "{ \"events\" : " + array + "}").getBytes(UTF_8);

        var batch = (Reading.Batch) BatchReader.read(body, RULES);

        var refused = batch.errors().stream().map(EventError::index).distinct().count();
        assertThat(batch.size()).as(what).isEqualTo(events.size());
        assertThat(batch.sound().size() + refused).as(what).isEqualTo(events.size());
        for (var i = 0; i < events.size(); i++) {
            var index = i;
            var codes = batch.errors().stream()
                    .filter(error -> error.index() == index)
                    .map(error -> error.code().wireName())
                    .toList();
            assertThat(codes)
                    .as("%s, event %d: %s", what, i, events.get(i).json())
                    .isEqualTo(events.get(i).codes());
        }
        return batch.sound().size();
    }

    private static Sample event(Random random, int index) {
        if (random.nextInt(20) == 0) {
            return new Sample(
                    List.of("null", "7", "\"x\"", "[{\"a\":[]}]").get(random.nextInt(4)), List.of("invalid_event"));
        }
        List<String> members = new ArrayList<>();
        List<String> codes = new ArrayList<>();
        List<String> missing = new ArrayList<>();
        if (random.nextInt(15) == 0) {
            missing.add("unknown_customer");
        } else {
            members.add("\"customer_id\":\"" + CUSTOMER + "\"");
        }
        if (random.nextInt(15) == 0) {
            missing.add("invalid_event_name");
        } else {
            members.add("\"event_name\":\"e" + random.nextInt(100) + "\"");
        }
        if (random.nextInt(3) == 0) {
            var flaw = FLAWS.get(random.nextInt(FLAWS.size()));
            members.add(flaw.member());
            codes.add(flaw.code());
        } else {
            var good = GOOD.get(random.nextInt(GOOD.size())).formatted(index);
            if (!good.isEmpty()) {
                members.add(random.nextInt(members.size() + 1), good);
            }
        }
        codes.addAll(missing);
        return new Sample("{" + String.join(random.nextBoolean() ? "," : " ,\n ", members) + "}", codes);
    }

    private record Flaw(String code, String member) {}

    private record Sample(String json, List<String> codes) {}
}
