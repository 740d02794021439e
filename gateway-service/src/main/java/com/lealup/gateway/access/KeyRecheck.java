package com.lealup.gateway.access;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.stereotype.Component;

/**
 * Reads used keys again from Postgres, each once a second at most, while memory may be out of date: neither a heartbeat
 * nor the listening connection has given a sign. When Postgres is silent, too, what is known holds for a stated grace.
 */
@Component
class KeyRecheck {

    private static final int AT_A_TIME = 3;

    private final KeyRows rows;
    private final KnownKeys known;
    private final Freshness freshness;
    private final KeysProperties properties;
    private final BoundedQuestions questions;
    private final ConcurrentMap<KeyId, Long> askedAt = new ConcurrentHashMap<>();
    private final ConcurrentMap<KeyId, CompletableFuture<Answer>> asking = new ConcurrentHashMap<>();
    private final AtomicLong silentUntil = new AtomicLong(System.nanoTime());

    KeyRecheck(KeyRows rows, KnownKeys known, Freshness freshness, KeysProperties properties) {
        this.rows = rows;
        this.known = known;
        this.freshness = freshness;
        this.properties = properties;
        this.questions = new BoundedQuestions(AT_A_TIME, properties.answerWithin());
    }

    /** What is to be believed of a key that memory holds. */
    sealed interface Answer {

        /** This. */
        record Now(KnownKey key) implements Answer {}

        /** Postgres has no such key. */
        record Unknown() implements Answer {}

        /** Nobody can tell, and has not been able to for longer than the grace. */
        record Silent() implements Answer {}
    }

    Answer check(KnownKey inMemory) {
        if (freshness.isFresh()) {
            return new Answer.Now(inMemory);
        }
        var id = inMemory.key().id();
        var last = askedAt.get(id);
        if (last != null && System.nanoTime() - last < properties.recheckEvery().toNanos()) {
            return new Answer.Now(inMemory);
        }
        var mine = new CompletableFuture<Answer>();
        var running = asking.putIfAbsent(id, mine);
        if (running != null) {
            return running.join();
        }
        try {
            mine.complete(ask(inMemory));
        } catch (RuntimeException | Error e) {
            mine.completeExceptionally(e);
        } finally {
            asking.remove(id, mine);
        }
        return mine.join();
    }

    private Answer ask(KnownKey inMemory) {
        var id = inMemory.key().id();
        long start = System.nanoTime();
        var found = askDatabase(inMemory, start);
        if (found.isEmpty()) {
            return withinGrace(id) ? new Answer.Now(inMemory) : new Answer.Silent();
        }
        if (found.get().isEmpty()) {
            return new Answer.Unknown();
        }
        askedAt.put(id, start);
        return new Answer.Now(known.learn(found.get().getFirst()));
    }

    /** After a silence only one question a second finds out whether it goes on; the others need not wait for it. */
    private Optional<List<ApiKey>> askDatabase(KnownKey inMemory, long now) {
        long until = silentUntil.get();
        if (now - until < 0) {
            return Optional.empty();
        }
        var found = questions.ask(properties.answerWithin(), () -> rows.named(List.of(KeyChange.of(inMemory.key()))));
        if (found.isEmpty()) {
            silentUntil.set(System.nanoTime() + properties.recheckEvery().toNanos());
        }
        return found;
    }

    private boolean withinGrace(KeyId id) {
        var sign = freshness.sinceLastSign();
        var last = askedAt.get(id);
        var asked = last == null ? sign : Duration.ofNanos(System.nanoTime() - last);
        return (asked.compareTo(sign) < 0 ? asked : sign).compareTo(properties.staleGrace()) < 0;
    }
}
