package com.lealup.gateway.access;

import com.lealup.platform.database.Worker;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Semaphore;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/**
 * Asks the database for a key that memory does not hold: one made a moment ago by another gateway, whose record has not
 * arrived. Guessing must not become a load: a key that was not found is not looked for again for a while, and only a
 * few look-ups run at a time. The tenant is what is being asked for, hence the role that sees all of them.
 */
@Component
class KeyLookup {

    private static final int REMEMBERED = 10_000;
    private static final int AT_A_TIME = 2;

    private final JdbcClient jdbc;
    private final InstantSource clock;
    private final KeysProperties properties;
    private final ConcurrentMap<KeyHash, Instant> unknownUntil = new ConcurrentHashMap<>();
    private final Semaphore running = new Semaphore(AT_A_TIME);

    KeyLookup(@Worker JdbcClient jdbc, InstantSource clock, KeysProperties properties) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.properties = properties;
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
        if (!running.tryAcquire()) {
            return new Answer.Silent();
        }
        try {
            var key = select(candidates);
            if (key.isPresent()) {
                return new Answer.Found(key.get());
            }
            remember(first, now);
            return new Answer.Unknown();
        } catch (DataAccessException | TransactionException _) {
            return new Answer.Silent();
        } finally {
            running.release();
        }
    }

    private void remember(KeyHash hash, Instant now) {
        if (unknownUntil.size() >= REMEMBERED) {
            unknownUntil.values().removeIf(until -> !now.isBefore(until));
        }
        if (unknownUntil.size() < REMEMBERED) {
            unknownUntil.put(hash, now.plus(properties.unknownFor()));
        }
    }

    private Optional<ApiKey> select(List<KeyHash> candidates) {
        return jdbc.sql("""
                        select *
                        from api_keys
                        where hash = any(:hashes)
                        """)
                .param("hashes", candidates.stream().map(KeyHash::bytes).toArray(byte[][]::new))
                .query(ApiKeyRow::read)
                .optional();
    }
}
