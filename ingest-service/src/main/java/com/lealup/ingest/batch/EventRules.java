package com.lealup.ingest.batch;

import com.lealup.platform.environment.Environment;
import java.time.Duration;
import java.time.Instant;

/**
 * What this request is judged by.
 *
 * @param environment the test environment takes any past instant and the guide's hidden address
 * @param lane how old an event may be
 * @param now the one instant against which every time of the batch is compared
 */
public record EventRules(Environment environment, Lane lane, Instant now) {

    private static final Duration CLOCK_ALLOWANCE = Duration.ofMinutes(5);

    boolean tooOld(Instant at) {
        return environment == Environment.LIVE && at.isBefore(now.minus(lane.oldest()));
    }

    boolean inFuture(Instant at) {
        return at.isAfter(now.plus(CLOCK_ALLOWANCE));
    }

    boolean takesGuideAddress() {
        return environment == Environment.TEST;
    }
}
