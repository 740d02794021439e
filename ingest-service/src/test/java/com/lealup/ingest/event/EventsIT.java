package com.lealup.ingest.event;

import static com.lealup.ingest.testing.EventTopic.header;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.lealup.ingest.testing.EventTopic;
import com.lealup.ingest.testing.IngestDoor;
import com.lealup.platform.id.Ulids;
import com.lealup.platform.testing.TestIdentity;
import com.lealup.schemas.Topics;
import com.lealup.schemas.v1.EventLane;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.time.Instant;
import java.util.Collections;
import java.util.zip.GZIPOutputStream;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;

class EventsIT extends IngestDoor {

    @Test
    void storesTheGuidesEventsAsTheGuideSendsThem() {
        // Given
        var customer = createCustomer();
        var body = """
                {
                    "events": [
                      {
                        "customer_id": "%1$s",
                        "user_email": "[email\u00a0protected]",
                        "event_name": "report_exported",
                        "timestamp": "2026-04-15T14:25:00Z",
                        "properties": {
                          "report_type": "quarterly",
                          "format": "pdf"
                        }
                      },
                      {
                        "customer_id": "%1$s",
                        "user_email": "[email\u00a0protected]",
                        "event_name": "dashboard_viewed",
                        "timestamp": "2026-04-15T14:26:00Z"
                      }
                    ]
                  }""".formatted(customer);

        // When
        var response = post(body, "Idempotency-Key", "quickstart-event-001", "X-Request-Id", "guide-5");

        // Then
        assertThat(response.statusCode()).isEqualTo(202);
        assertThat(text(response)).isEqualTo("{\"accepted\":2,\"rejected\":0,\"errors\":[]}");
        var records = records(Topics.USAGE_EVENTS.name(), customer);
        assertThat(records).hasSize(2).allSatisfy(record -> {
            assertThat(record.timestampType()).isEqualTo(TimestampType.LOG_APPEND_TIME);
            assertThat(Instant.ofEpochMilli(record.timestamp())).isAfter(Instant.parse("2026-04-16T00:00:00Z"));
            assertThat(header(record, "tenant_id")).isEqualTo(caller.tenantId().toString());
            assertThat(header(record, "event_type")).isEqualTo("usage.event");
            assertThat(header(record, "request_id")).isEqualTo("guide-5");
            assertThat(header(record, "traceparent")).matches("00-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}");
        });
        var first = EventTopic.decode(records.getFirst());
        assertThat(first.getEventId()).isEqualTo(header(records.getFirst(), "event_id"));
        assertThat(first.getTenantId()).isEqualTo(caller.tenantId().toString());
        assertThat(first.getCustomerId()).isEqualTo(customer);
        assertThat(first.getEventName()).isEqualTo("report_exported");
        assertThat(first.getOccurredAt()).isEqualTo(Instant.parse("2026-04-15T14:25:00Z"));
        assertThat(first.getUserEmail()).isEqualTo("[email\u00a0protected]");
        assertThat(first.getProperties()).startsWith("{\n").contains("\"report_type\": \"quarterly\"");
        assertThat(first.getLane()).isEqualTo(EventLane.LIVE);
        assertThat(first.getRepeatable()).isTrue();
        assertThat(first.getRequestId()).isEqualTo("guide-5");
    }

    @Test
    void settlesEachEventOfABatchByItself() {
        // Given
        var customer = createCustomer();
        var stranger = Ulids.format(Ulids.next());
        var trashed = Ulids.format(Ulids.next());
        CUSTOMER_SERVICE.knows(trashed, "deleted");

        // When
        var response = post(batch(
                event(customer, ",\"external_id\":\"a\""),
                event(stranger, ",\"external_id\":\"b\""),
                event(trashed, ""),
                event(customer, ",\"external_id\":\"a\""),
                event(customer, ",\"external_id\":\"bad\",\"user_email\":\"x\""),
                event(customer, ",\"external_id\":\"bad\""),
                "7"));

        // Then
        assertThat(response.statusCode()).isEqualTo(202);
        var answer = json(response);
        assertThat(answer.get("accepted").asInt()).isEqualTo(2);
        assertThat(answer.get("rejected").asInt()).isEqualTo(5);
        assertThat(answer.get("errors")
                        .valueStream()
                        .map(error ->
                                error.get("index") + " " + error.get("code").asString() + " "
                                        + error.get("pointer").asString() + " " + error.has("external_id"))
                        .toList())
                .containsExactly(
                        "1 unknown_customer /events/1/customer_id true",
                        "2 customer_deleted /events/2/customer_id false",
                        "3 duplicate_in_batch /events/3/external_id true",
                        "4 invalid_email /events/4/user_email true",
                        "6 invalid_event /events/6 false");
        assertThat(stored(customer)).extracting(event -> event.getExternalId()).containsExactly("a", "bad");
    }

    @Test
    void takesAThousandEventsInABareArrayInOrder() {
        var customer = createCustomer();
        var events = new StringBuilder("[");
        for (var i = 0; i < 1000; i++) {
            events.append(i == 0 ? "" : ",").append(event(customer, ",\"external_id\":\"" + i + "\""));
        }

        var response = post(events.append(']').toString());

        assertThat(text(response)).isEqualTo("{\"accepted\":1000,\"rejected\":0,\"errors\":[]}");
        assertThat(stored(customer))
                .extracting(event -> Integer.valueOf(event.getExternalId()))
                .isSorted()
                .hasSize(1000);
    }

    @Test
    void putsHistoryOnALaneOfItsOwn() {
        var customer = createCustomer();

        var response = post(
                "/v1/events/backfill",
                batch(event(customer, ",\"timestamp\":\"2022-01-01T00:00:00Z\""))
                        .getBytes(UTF_8));

        assertThat(response.statusCode()).isEqualTo(202);
        assertThat(stored(customer)).isEmpty();
        assertThat(records(Topics.USAGE_EVENTS_BACKFILL.name(), customer))
                .singleElement()
                .satisfies(record -> {
                    assertThat(EventTopic.decode(record).getLane()).isEqualTo(EventLane.BACKFILL);
                    assertThat(EventTopic.decode(record).getRepeatable()).isFalse();
                });
    }

    @Test
    void saysWhyAWholeRequestIsRefused() {
        var malformed = post("{\"events\":[{\n\"a\":NaN}]}");
        assertThat(malformed.statusCode()).isEqualTo(400);
        assertThat(json(malformed).get("line").asInt()).isEqualTo(2);
        assertThat(json(malformed).get("detail").asString()).contains("line 2");

        var empty = post("{\"events\":[],\"evens\":1}");
        assertThat(empty.statusCode()).isEqualTo(400);
        assertThat(json(empty)
                        .get("errors")
                        .valueStream()
                        .map(error -> error.get("pointer").asString())
                        .toList())
                .containsExactly("/events", "/evens");

        assertThat(post("[]", "Content-Type", "text/plain").statusCode()).isEqualTo(415);
        assertThat(post("").statusCode()).isEqualTo(400);
        assertThat(post("/v1/events?dry_run=true", "[]".getBytes(UTF_8)).statusCode())
                .isIn(400, 401);
        assertThat(post("[{}]", "Idempotency-Key", "a b").statusCode()).isEqualTo(400);
    }

    @Test
    void letsNobodyInWithoutASignedIdentityAndItsScope() {
        var anonymous = HttpRequest.newBuilder(url("/v1/events"))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("[{}]"))
                .build();
        assertThat(send(anonymous).statusCode()).isEqualTo(401);

        var reader = TestIdentity.caller("health:read");
        assertThat(post(reader, "/v1/events", "[{}]".getBytes(UTF_8)).statusCode())
                .isEqualTo(403);
    }

    @Test
    void refusesHostileBodiesWithoutPayingForThem() throws IOException {
        assertThat(post("/v1/events", bomb(), "Content-Encoding", "gzip").statusCode())
                .isEqualTo(413);
        assertThat(post("/v1/events", new byte[17 * 1024 * 1024]).statusCode()).isEqualTo(413);
        assertThat(post("[".repeat(1_000_000)).statusCode()).isEqualTo(400);
        assertThat(post("{\"events\":[" + "{\"a\":".repeat(1_000_000)).statusCode())
                .isEqualTo(400);
        assertThat(post("/v1/events", new byte[] {'[', '"', (byte) 0xC0, (byte) 0x80, '"', ']'})
                        .statusCode())
                .isEqualTo(400);
        assertThat(post("[" + String.join(",", Collections.nCopies(1001, "{}")) + "]")
                        .statusCode())
                .isEqualTo(400);
    }

    @Test
    void takesABodyThatIsCompressed() throws IOException {
        var customer = createCustomer();
        var zipped = gzip(batch(event(customer, "")).getBytes(UTF_8));

        assertThat(post("/v1/events", zipped, "Content-Encoding", "gzip").statusCode())
                .isEqualTo(202);
    }

    /** A gigabyte of zeros in a megabyte of gzip. */
    private static byte[] bomb() throws IOException {
        var bytes = new ByteArrayOutputStream();
        var zeros = gzip(new byte[8 * 1024 * 1024]);
        for (var i = 0; i < 128; i++) {
            bytes.write(zeros);
        }
        return bytes.toByteArray();
    }

    private static byte[] gzip(byte[] bytes) throws IOException {
        var zipped = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(zipped)) {
            gzip.write(bytes);
        }
        return zipped.toByteArray();
    }
}
