package com.lealup.ingest.batch;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.lealup.platform.environment.Environment;
import java.time.Instant;
import java.util.List;

/** Short ways to say what a test sends and under which rules it is read. */
final class Bodies {

    static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");
    static final String CUSTOMER = "01JDCCCCCCCCCCCCCCCCCCCCCC";

    private Bodies() {}

    static Reading read(String body) {
        return BatchReader.read(body.getBytes(UTF_8), rules(Environment.TEST, Lane.LIVE));
    }

    static Reading read(byte[] body) {
        return BatchReader.read(body, rules(Environment.TEST, Lane.LIVE));
    }

    static EventRules rules(Environment environment, Lane lane) {
        return new EventRules(environment, lane, NOW);
    }

    /** The batch of one event made of these members. */
    static Reading.Batch one(String members) {
        return one(members, Environment.TEST, Lane.LIVE);
    }

    static Reading.Batch one(String members, Environment environment, Lane lane) {
        var body = "{\"events\":[{" + members + "}]}";
        return (Reading.Batch) BatchReader.read(body.getBytes(UTF_8), rules(environment, lane));
    }

    /** A sound event with further members. */
    static String sound(String members) {
        return "\"customer_id\":\"" + CUSTOMER + "\",\"event_name\":\"report_exported\""
                + (members.isEmpty() ? "" : "," + members);
    }

    static List<String> codes(Reading.Batch batch) {
        return batch.errors().stream().map(error -> error.code().wireName()).toList();
    }
}
