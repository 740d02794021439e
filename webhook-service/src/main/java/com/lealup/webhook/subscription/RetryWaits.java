package com.lealup.webhook.subscription;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;

/**
 * A subscription's own waits between attempts.
 *
 * @param seconds after the first failed attempt, the second, and so on: at most 20 waits of 1 second to 24 hours; one
 *     attempt more than there are waits
 */
record RetryWaits(List<Integer> seconds) {

    static final int MOST = 20;
    static final int LONGEST = (int) Duration.ofHours(24).toSeconds();

    RetryWaits {
        seconds = List.copyOf(seconds);
        if (seconds.size() > MOST || seconds.stream().anyMatch(wait -> wait < 1 || wait > LONGEST)) {
            throw new IllegalArgumentException("should be at most 20 waits of 1 to 86400 seconds, not " + seconds);
        }
    }

    /** Empty when it is no such array. */
    static Optional<RetryWaits> parse(JsonNode value) {
        if (!value.isArray() || value.size() > MOST) {
            return Optional.empty();
        }
        var waits = IntStream.range(0, value.size()).mapToObj(value::get).toList();
        return waits.stream().allMatch(RetryWaits::allowed)
                ? Optional.of(
                        new RetryWaits(waits.stream().map(JsonNode::intValue).toList()))
                : Optional.empty();
    }

    private static boolean allowed(JsonNode wait) {
        return wait.isIntegralNumber() && wait.canConvertToInt() && wait.intValue() >= 1 && wait.intValue() <= LONGEST;
    }
}
