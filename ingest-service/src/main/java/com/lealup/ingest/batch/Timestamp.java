package com.lealup.ingest.batch;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The {@code date-time} of RFC 3339 section 5.6: a zone is required, the fraction has any length and is kept to the
 * microsecond, {@code -00:00} is an unknown offset and a leap second is the last microsecond of its minute.
 */
final class Timestamp {

    /** Longer than this is no timestamp, whatever it is. */
    static final int LONGEST = 64;

    private static final Pattern SHAPE = Pattern.compile(
            "(\\d{4}-\\d{2}-\\d{2})[Tt](\\d{2}:\\d{2}):(\\d{2})(?:\\.(\\d+))?(?:[Zz]|([+-])(\\d{2}):(\\d{2}))");
    private static final Pattern SHAPE_WITHOUT_ZONE =
            Pattern.compile("\\d{4}-\\d{2}-\\d{2}([Tt ]\\d{2}:\\d{2}(:\\d{2}(\\.\\d+)?)?)?");

    private Timestamp() {}

    static Optional<Instant> parse(String text) {
        var match = SHAPE.matcher(text);
        if (!match.matches() || match.group(1).startsWith("0000")) {
            return Optional.empty();
        }
        var leap = "60".equals(match.group(3));
        try {
            var minute = LocalTime.parse(match.group(2));
            var offset = match.group(5) == null ? 0 : offsetSeconds(match.group(6), match.group(7));
            var start = Instant.ofEpochSecond(LocalDate.parse(match.group(1)).toEpochSecond(minute, ZoneOffset.UTC))
                    .minusSeconds("-".equals(match.group(5)) ? -offset : offset);
            if (leap) {
                var lastOfDay =
                        start.plusSeconds(60).truncatedTo(ChronoUnit.DAYS).equals(start.plusSeconds(60));
                return lastOfDay ? Optional.of(start.plusSeconds(60).minusNanos(1_000)) : Optional.empty();
            }
            var seconds = Integer.parseInt(match.group(3));
            return seconds > 59
                    ? Optional.empty()
                    : Optional.of(start.plusSeconds(seconds).plus(micros(match.group(4)), ChronoUnit.MICROS));
        } catch (DateTimeException notADate) {
            return Optional.empty();
        }
    }

    /** Whether the text would be a timestamp if it named its zone: the most frequent mistake deserves its own words. */
    static boolean lacksZone(String text) {
        return SHAPE_WITHOUT_ZONE.matcher(text).matches();
    }

    private static int offsetSeconds(String hours, String minutes) {
        var h = Integer.parseInt(hours);
        var m = Integer.parseInt(minutes);
        if (h > 23 || m > 59) {
            throw new DateTimeException("offset out of range");
        }
        return (h * 60 + m) * 60;
    }

    private static long micros(String fraction) {
        return fraction == null ? 0 : Long.parseLong((fraction + "000000").substring(0, 6));
    }
}
