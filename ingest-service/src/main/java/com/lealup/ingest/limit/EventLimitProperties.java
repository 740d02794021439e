package com.lealup.ingest.limit;

import com.lealup.platform.environment.InvalidSettingException;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How many events a workspace may send, on each lane. Change the numbers when the price list changes; every instance
 * must have the same.
 *
 * @param eventsPerMinute by plan; {@code unlimited} has none
 * @param burst how much may be sent at once after a pause, as the time in which it flows in; 1 s to 1 minute. With N
 *     instances keep it above N times a second, since each leaves the others their part of what is left
 * @param testPercent what part of that the test environment gives
 */
@ConfigurationProperties("lealup.limits")
record EventLimitProperties(
        @DefaultValue PerMinute eventsPerMinute,
        @DefaultValue("60s") Duration burst,
        @DefaultValue("50") int testPercent) {

    private static final int HUNDRED = 100;

    /**
     * By plan.
     *
     * @param starter the smallest
     * @param growth the next
     * @param scale the next
     * @param enterprise the largest
     */
    record PerMinute(
            @DefaultValue("60000") long starter,
            @DefaultValue("300000") long growth,
            @DefaultValue("1200000") long scale,
            @DefaultValue("6000000") long enterprise) {}

    /**
     * Refuses what cannot be used.
     *
     * @throws InvalidSettingException naming what is wrong
     */
    EventLimitProperties {
        positive("starter", eventsPerMinute.starter);
        positive("growth", eventsPerMinute.growth);
        positive("scale", eventsPerMinute.scale);
        positive("enterprise", eventsPerMinute.enterprise);
        if (burst.compareTo(Duration.ofSeconds(1)) < 0 || burst.compareTo(Duration.ofMinutes(1)) > 0) {
            throw InvalidSettingException.invalid("lealup.limits.burst", "must be 1s to 60s");
        }
        if (testPercent < 1 || testPercent > HUNDRED) {
            throw InvalidSettingException.invalid("lealup.limits.test-percent", "must be 1 to 100");
        }
    }

    private static void positive(String plan, long quota) {
        if (quota < 1 || quota > 1_000_000_000) {
            throw InvalidSettingException.invalid("lealup.limits.events-per-minute." + plan, "must be 1 to 1000000000");
        }
    }
}
