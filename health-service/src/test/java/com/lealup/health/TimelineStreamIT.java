package com.lealup.health;

import static org.assertj.core.api.Assertions.assertThat;

import com.lealup.health.customer.CustomerKey;
import com.lealup.platform.identity.Caller;
import com.lealup.platform.testing.TestIdentity;
import com.lealup.schemas.Topics;
import java.time.Instant;
import java.util.Iterator;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class TimelineStreamIT extends HealthTest {

    /** As in the guide: an entry is news when it comes, however long ago it happened. */
    private static final Instant PRINTED = Instant.parse("2026-04-15T14:25:00Z");

    @Autowired
    private Service service;

    @Autowired
    private JsonMapper json;

    private final Caller caller = TestIdentity.caller("customers:read");

    @Test
    void tellsWhatComesOntoTheTimelineAndWhatWasMissed() {
        // Given
        var customer = Service.newCustomer(caller);
        service.exists(customer, 1, null);
        var path = path(customer);

        // When
        String position;
        try (var lines = service.lines(caller, path).body()) {
            var stream = lines.iterator();
            next(stream, "id: ");
            service.send(customer, Service.event(customer, "report_exported", PRINTED));
            var first = entry(stream);
            position = next(stream, "id: ");
            var second = entry(stream);

            // Then
            assertThat(first.at("/data/event_name").asString()).isEqualTo("report_exported");
            assertThat(second.at("/type").asString()).isEqualTo("score_change");
            var listed = service.get(caller, "/v1/customers/" + customer.customer() + "/timeline")
                    .json()
                    .at("/data");
            assertThat(listed).containsExactlyInAnyOrder(first, second);
        }

        service.send(customer, Service.event(customer, "dashboard_viewed", PRINTED));
        service.awaitConsumed(Topics.USAGE_EVENTS, "health-service.usage");
        try (var lines = service.lines(caller, path + "?type=usage_event", "Last-Event-ID", position)
                .body()) {
            assertThat(entry(lines.iterator()).at("/data/event_name").asString())
                    .isEqualTo("dashboard_viewed");
        }
    }

    @Test
    void saysThatTooMuchWasMissed() {
        var customer = Service.newCustomer(caller);
        service.exists(customer, 1, null);

        try (var lines = service.lines(caller, path(customer), "Last-Event-ID", "7-1795509000")
                .body()) {
            assertThat(next(lines.iterator(), "event: ")).isEqualTo("reset");
        }
    }

    @Test
    void refusesWhoMayNotReadTheCustomerOrAsksForNonsense() {
        var customer = Service.newCustomer(caller);
        service.exists(customer, 1, null);
        var path = path(customer);

        assertThat(service.lines(TestIdentity.caller("customers:read"), path).statusCode())
                .isEqualTo(404);
        assertThat(service.lines(TestIdentity.caller("health:read"), path).statusCode())
                .isEqualTo(403);
        assertThat(service.lines(caller, path + "?type=score").statusCode()).isEqualTo(400);
        assertThat(service.lines(caller, path, "Last-Event-ID", "latest").statusCode())
                .isEqualTo(400);
    }

    private static String path(CustomerKey customer) {
        return "/v1/customers/" + customer.customer() + "/timeline/stream";
    }

    private JsonNode entry(Iterator<String> stream) {
        return json.readTree(next(stream, "data: "));
    }

    /** The rest of the next line that begins so. */
    private static String next(Iterator<String> stream, String begin) {
        var line = "";
        while (!line.startsWith(begin)) {
            line = stream.next();
        }
        return line.substring(begin.length());
    }
}
