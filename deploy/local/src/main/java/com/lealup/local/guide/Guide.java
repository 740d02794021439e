package com.lealup.local.guide;

import com.lealup.local.operator.Json;
import com.lealup.local.trouble.Trouble;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;

/** Walks the guide's steps, with today's date, and stops at the first answer that is not what the guide prints. */
public final class Guide {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration GLANCE = Duration.ofMillis(100);
    private static final int SCORE = 52;

    private final Conversation conversation;
    private final PrintStream out;
    private final InstantSource clock;
    private final String ownerEmail;

    /** What makes this walk's customer and requests different from an earlier walk's. */
    private final String run;

    /**
     * @param base where LealUp is
     * @param key the guide's key
     * @param ownerEmail a user of the workspace
     */
    public Guide(String base, String key, String ownerEmail, PrintStream out, InstantSource clock) {
        this.conversation = new Conversation(base, key, out);
        this.out = out;
        this.clock = clock;
        this.ownerEmail = ownerEmail;
        this.run = Long.toString(clock.millis(), 36);
    }

    /** From the key to the cleanup. */
    public void walk() {
        verifyKey();
        String customer = createCustomer();
        logEvents(customer);
        String score = queryHealth(customer);
        checkTimeline(customer);
        title("Cleanup");
        conversation.ask("DELETE", "/v1/customers/" + customer, Map.of(), null, 204);
        out.println(score);
    }

    private void verifyKey() {
        title("3. Verify the key works");
        JsonNode me = conversation.ask("GET", "/v1/users/me", Map.of(), null, 200);
        expect(me, "/type", "api_key");
        expect(me, "/name", "quickstart");
        present(me, "/id", "/email", "/tenant_id");
        JsonNode scopes =
                Json.mapper().valueToTree(List.of("customers:write", "customers:read", "events:write", "health:read"));
        require(me.path("scopes").equals(scopes), "scopes should be " + scopes + ", not " + me.path("scopes"));
    }

    private String createCustomer() {
        title("4. Create a customer");
        String domain = "acme-test-" + run + ".com";
        String body = """
                {
                  "name": "Acme Corp (test)",
                  "email_domain": "%s",
                  "arr": 50000,
                  "owner_email": "%s",
                  "status": "active"
                }""".formatted(domain, ownerEmail);
        JsonNode customer =
                conversation.ask("POST", "/v1/customers", Map.of("Idempotency-Key", "quickstart-" + run), body, 201);
        expect(customer, "/name", "Acme Corp (test)");
        expect(customer, "/email_domain", domain);
        expect(customer, "/arr", "50000");
        expect(customer, "/status", "active");
        present(customer, "/id", "/tenant_id", "/owner_id", "/created_at");
        require(
                customer.has("health_score") && customer.path("health_score").isNull(),
                "health_score should be null, not " + customer.path("health_score"));
        return customer.path("id").asString();
    }

    private void logEvents(String customer) {
        title("5. Log an event");
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        String user = "maria.lopez@acme-test-" + run + ".com";
        String body = """
                {
                  "events": [
                    {
                      "customer_id": "%1$s",
                      "user_email": "%2$s",
                      "event_name": "report_exported",
                      "timestamp": "%3$s",
                      "properties": {
                        "report_type": "quarterly",
                        "format": "pdf"
                      }
                    },
                    {
                      "customer_id": "%1$s",
                      "user_email": "%2$s",
                      "event_name": "dashboard_viewed",
                      "timestamp": "%4$s"
                    }
                  ]
                }""".formatted(customer, user, now.minusSeconds(60), now);
        JsonNode answer =
                conversation.ask("POST", "/v1/events", Map.of("Idempotency-Key", "quickstart-event-" + run), body, 202);
        expect(answer, "/accepted", "2");
        expect(answer, "/rejected", "0");
        require(answer.path("errors").isEmpty(), "errors should be empty, not " + answer.path("errors"));
    }

    private String queryHealth(String customer) {
        title("6. Query the health score");
        String path = "/v1/customers/" + customer + "/health";
        long began = System.nanoTime();
        conversation.awaitAnswer(
                path, PATIENCE, GLANCE, answer -> answer.path("score").asInt(-1) == SCORE);
        long took = Duration.ofNanos(System.nanoTime() - began).toMillis();
        JsonNode health = conversation.ask("GET", path, Map.of(), null, 200);
        out.println("(there after " + took + " ms)");
        expect(health, "/customer_id", customer);
        expect(health, "/score", Integer.toString(SCORE));
        expect(health, "/status", "neutral");
        dimension(health, "usage", "65", "0.4");
        dimension(health, "engagement", "40", "0.3");
        dimension(health, "support", "50", "0.2");
        dimension(health, "sentiment", "50", "0.1");
        present(health, "/updated_at");
        return String.format(
                Locale.ROOT,
                "score %s %s (usage %s, engagement %s, support %s, sentiment %s)",
                health.path("score").asString(),
                health.path("status").asString(),
                health.at("/dimensions/usage/value").asString(),
                health.at("/dimensions/engagement/value").asString(),
                health.at("/dimensions/support/value").asString(),
                health.at("/dimensions/sentiment/value").asString());
    }

    private static void dimension(JsonNode health, String name, String value, String weight) {
        expect(health, "/dimensions/" + name + "/value", value);
        expect(health, "/dimensions/" + name + "/weight", weight);
    }

    private void checkTimeline(String customer) {
        title("7. Check the customer: the 2 events are in the timeline");
        JsonNode timeline = conversation.ask("GET", "/v1/customers/" + customer + "/timeline", Map.of(), null, 200);
        long events = IntStream.range(0, timeline.path("data").size())
                .mapToObj(i -> timeline.path("data").path(i).path("type").asString(""))
                .filter("usage_event"::equals)
                .count();
        require(events == 2, "the timeline should hold 2 usage events, not " + events);
    }

    private void title(String step) {
        out.println("== " + step);
    }

    private static void expect(JsonNode answer, String pointer, String expected) {
        JsonNode found = answer.at(pointer);
        boolean same = found.isNumber()
                ? found.decimalValue().compareTo(new java.math.BigDecimal(expected)) == 0
                : found.isString() && found.asString().equals(expected);
        require(same, pointer.substring(1) + " should be " + expected + ", not " + found);
    }

    private static void present(JsonNode answer, String... pointers) {
        for (String pointer : pointers) {
            require(answer.at(pointer).isString(), pointer.substring(1) + " is missing");
        }
    }

    private static void require(boolean fulfilled, String otherwise) {
        if (!fulfilled) {
            throw new Trouble("Not what the guide prints: " + otherwise + ".");
        }
    }
}
