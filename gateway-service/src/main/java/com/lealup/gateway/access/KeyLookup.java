package com.lealup.gateway.access;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.springframework.stereotype.Component;

/**
 * Asks the database for a key that memory does not hold: one made a moment ago by another gateway, whose record has not
 * arrived. Guessing must not become a load: a key that was not found is not looked for again for a while, and only a
 * few look-ups run at a time.
 */
@Component
class KeyLookup {

    private static final int REMEMBERED = 10_000;
    private static final int AT_A_TIME = 2;

    private final KeyRows rows;
    private final InstantSource clock;
    private final KeysProperties properties;
    private final ConcurrentMap<KeyHash, Instant> unknownUntil = new ConcurrentHashMap<>();
    private final BoundedQuestions questions;

    KeyLookup(KeyRows rows, InstantSource clock, KeysProperties properties) {
        this.rows = rows;
        this.clock = clock;
        this.properties = properties;
        this.questions = new BoundedQuestions(AT_A_TIME, properties.answerWithin());
    }

    /** What the database says of a key. */
    sealed interface Answer {

        /** It has it. */
        record Found(ApiKey key) implements Answer {}

        /** It has not. */
        record Unknown() implements Answer {}

        /** It cannot be asked now. */
        record Silent() implements Answer {}
    }

    Answer find(List<KeyHash> candidates) {
        var first = candidates.getFirst();
        var now = clock.instant();
        var until = unknownUntil.get(first);
        if (until != null && now.isBefore(until)) {
            return new Answer.Unknown();
        }
        var found = questions.ask(Duration.ZERO, () -> rows.withHash(candidates));
        if (found.isEmpty()) {
            return new Answer.Silent();
        }
        if (found.get().isEmpty()) {
            remember(first, now);
            return new Answer.Unknown();
        }
        return new Answer.Found(found.get().getFirst());
    }

    private void remember(KeyHash hash, Instant now) {
        if (unknownUntil.size() >= REMEMBERED) {
            unknownUntil.values().removeIf(until -> !now.isBefore(until));
        }
        if (unknownUntil.size() < REMEMBERED) {
            unknownUntil.put(hash, now.plus(properties.unknownFor()));
        }
    }
}
