package com.lealup.load.chaos;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Events with a number in each, always the same for a seed, so that a ledger need not keep them. Half of the batches
 * have events with ids of the client's own; the others are repeatable by the {@code Idempotency-Key} of their request.
 */
final class NumberedEvents {

    static final int BATCH = 500;

    private static final int USERS = 30;
    private static final int FEATURES = 12;

    /** Over midnight, so that some events belong to the day before. */
    private static final Duration BACK = Duration.ofHours(26);

    private final long seed;
    private final Instant now;
    private final List<String> customers;

    NumberedEvents(long seed, Instant now, List<String> customers) {
        this.seed = seed;
        this.now = now;
        this.customers = List.copyOf(customers);
    }

    /** One of them: who did what, and on which day that counts. */
    record Numbered(int number, int customer, int user, int feature, Instant at) {

        LocalDate day() {
            return at.atOffset(ZoneOffset.UTC).toLocalDate();
        }
    }

    /** The events of a batch. */
    List<Numbered> batch(int batch) {
        var random = new SplittableRandom(seed + batch);
        return IntStream.range(batch * BATCH, (batch + 1) * BATCH)
                .mapToObj(number -> new Numbered(
                        number,
                        random.nextInt(customers.size()),
                        random.nextInt(USERS),
                        random.nextInt(FEATURES),
                        now.minusMillis(random.nextLong(BACK.toMillis()))))
                .toList();
    }

    /** A batch as a request's body. */
    String body(int batch) {
        var named = batch % 2 == 0;
        return batch(batch).stream()
                .map(event -> json(event, named))
                .collect(Collectors.joining(",", "{\"events\":[", "]}"));
    }

    private String json(Numbered event, boolean named) {
        return """
                {"customer_id":"%s","event_name":"feature_%d_used","timestamp":"%s","user_email":"user%d@customer.example",\
                %s"properties":{"n":%d,"plan":"growth","format":"csv","path":"/app/reports"}}\
                """.formatted(
                        customers.get(event.customer),
                        event.feature,
                        event.at,
                        event.user,
                        named ? "\"external_id\":\"e" + event.number + "\"," : "",
                        event.number);
    }
}
