package com.lealup.health.timeline;

import com.lealup.platform.problem.Problems;
import java.time.Instant;
import java.util.regex.Pattern;

/** How far a reader of a stream has come, as {@code Last-Event-ID} gives it back: {@code NUMBER-SECONDS}. */
record StreamPosition(long number, Instant at) {

    private static final Pattern SHAPE = Pattern.compile("([0-9]{1,18})-([0-9]{1,12})");

    static StreamPosition parse(String text) {
        var shape = SHAPE.matcher(text);
        if (!shape.matches()) {
            throw Problems.validation("Last-Event-ID", "invalid_format", "must be the id that the stream gave last");
        }
        return new StreamPosition(
                Long.parseLong(shape.group(1)), Instant.ofEpochSecond(Long.parseLong(shape.group(2))));
    }

    @Override
    public String toString() {
        return number + "-" + at.getEpochSecond();
    }
}
