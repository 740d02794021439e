package com.lealup.local.guide;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * What services do all day, for JVMs that are to learn it before it counts: many customers, and events of theirs.
 * Within the limits of the smallest plan.
 */
public final class Rehearsal {

    private static final int IMPORTS = 6;
    private static final int CUSTOMERS = 500;
    private static final int REQUESTS = 50;
    private static final int EVENTS = 100;
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration BETWEEN = Duration.ofMillis(500);

    private final Conversation conversation;

    /** @param key of a workspace in which nobody minds what is left behind */
    public Rehearsal(String base, String key) {
        var nowhere = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
        this.conversation = new Conversation(base, key, nowhere);
    }

    /** Returns when all has been taken; what follows from it may still be under way. */
    public void run() {
        for (var i = 0; i < IMPORTS; i++) {
            importCustomers(i);
        }
        var customer = conversation
                .ask("POST", "/v1/customers", Map.of(), "{\"name\": \"Rehearsal\"}", 201)
                .get("id")
                .asString();
        for (var i = 0; i < REQUESTS; i++) {
            conversation.ask("GET", "/v1/customers/" + customer, Map.of(), null, 200);
            conversation.ask("POST", "/v1/events", Map.of(), events(customer), 202);
        }
    }

    private static String events(String customer) {
        return IntStream.range(0, EVENTS)
                .mapToObj(i -> "{\"customer_id\": \"" + customer + "\", \"event_name\": \"report_exported\","
                        + " \"user_email\": \"u" + i + "@example.com\", \"properties\": {\"pages\": " + i + "}}")
                .collect(Collectors.joining(", ", "{\"events\": [", "]}"));
    }

    private void importCustomers(int number) {
        var body = IntStream.range(0, CUSTOMERS)
                .mapToObj(i -> "{\"name\": \"Customer " + i + "\", \"email_domain\": \"r" + number + "-" + i
                        + ".example\", \"arr\": " + i + ".50, \"renewal_date\": \"2031-06-15\"}")
                .collect(Collectors.joining(", ", "{\"customers\": [", "]}"));
        var job = conversation
                .ask("POST", "/v1/customers/bulk-import", Map.of(), body, 202)
                .get("job_id")
                .asString();
        conversation.awaitAnswer(
                "/v1/jobs/" + job,
                PATIENCE,
                BETWEEN,
                shown -> shown.get("state").asString().equals("completed"));
    }
}
