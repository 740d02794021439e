package com.lealup.webhook.delivery;

import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/** Reads {@code Retry-After} (RFC 9110 section 10.2.3). */
final class RetryAfter {

    /** The longest wait of the schedule: a receiver cannot push a delivery out of its life. */
    private static final Duration LONGEST = Duration.ofHours(24);

    private RetryAfter() {}

    /** The wait that the header asks for, at most 24 hours; empty when it is neither seconds nor a date. */
    static Optional<Duration> parse(String value, Instant now) {
        var text = value.strip();
        if (text.matches("[0-9]{1,18}")) {
            return Optional.of(atMost(Duration.ofSeconds(Long.parseLong(text))));
        }
        try {
            var date = ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME);
            var wait = Duration.between(now, date.toInstant());
            return Optional.of(wait.isNegative() ? Duration.ZERO : atMost(wait));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    private static Duration atMost(Duration wait) {
        return wait.compareTo(LONGEST) > 0 ? LONGEST : wait;
    }
}
