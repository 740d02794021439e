package com.lealup.gateway.access;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** When a key stops by itself, as its creator chose it. */
public sealed interface Expiry {

    /** What callers may write; shown with every refusal. */
    String CHOICES =
            "must be 7, 30, 90 or 365 (days, also as \"7d\"), a future date such as \"2027-01-31\", or \"never\"";

    /** After some days. */
    record After(Duration duration) implements Expiry {}

    /** With the end of a day, in UTC. */
    record EndOf(LocalDate day) implements Expiry {}

    /** Not by itself. */
    record Never() implements Expiry {}

    Set<String> DAYS = Set.of("7", "30", "90", "365");

    /** The end of this day is still written with a year of four digits, as RFC 3339 wants it. */
    LocalDate LAST = LocalDate.of(9999, 12, 31);

    /** A date with a year of four digits. */
    Pattern DATE = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}");

    /** Reads a choice; empty when it is none of {@link #CHOICES}. Numbers are given as their decimal text. */
    static Optional<Expiry> parse(String text) {
        if (text.equals("never")) {
            return Optional.of(new Never());
        }
        var days = text.endsWith("d") ? text.substring(0, text.length() - 1) : text;
        if (DAYS.contains(days)) {
            return Optional.of(new After(Duration.ofDays(Integer.parseInt(days))));
        }
        // LocalDate reads years up to 999999999, which no column and no schema holds.
        if (!DATE.matcher(text).matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(LocalDate.parse(text))
                    .filter(day -> day.isBefore(LAST))
                    .map(EndOf::new);
        } catch (DateTimeParseException _) {
            return Optional.empty();
        }
    }

    /** The first instant at which the key no longer works; none for never. */
    default @Nullable Instant from(Instant now) {
        return switch (this) {
            case After(var duration) -> now.plus(duration);
            case EndOf(var day) -> day.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
            case Never() -> null;
        };
    }
}
