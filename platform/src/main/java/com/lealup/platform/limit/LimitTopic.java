package com.lealup.platform.limit;

import java.util.function.Function;
import org.apache.avro.specific.SpecificRecord;

/**
 * The topic on which the instances of a service tell each other what they took. Declare it as a bean, and there is a
 * {@link RateLimiter}.
 *
 * @param name the topic's full name; one partition
 * @param type the topic's record type
 * @param write makes a record of a report
 * @param read makes a report of a record
 */
public record LimitTopic<V extends SpecificRecord>(
        String name, Class<V> type, Function<UsageReport, V> write, Function<V, UsageReport> read) {}
