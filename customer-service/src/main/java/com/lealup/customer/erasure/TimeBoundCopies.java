package com.lealup.customer.erasure;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * Where copies stay for a time that were made before an erasure.
 *
 * @param kept the longest that one stays, by place
 */
record TimeBoundCopies(Map<String, Duration> kept) {

    List<Erasure.Remainder> of(Instant requestedAt) {
        return kept.entrySet().stream()
                .map(place -> new Erasure.Remainder(place.getKey(), requestedAt.plus(place.getValue())))
                .toList();
    }
}
