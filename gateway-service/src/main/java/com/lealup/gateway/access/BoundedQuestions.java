package com.lealup.gateway.access;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/**
 * Asks the database on behalf of waiting callers: only so many questions at a time, and none waited for longer than so.
 * A database that stands still costs a few parked threads and no caller more than the wait.
 */
final class BoundedQuestions {

    private final Semaphore permits;
    private final Duration atMost;

    BoundedQuestions(int atATime, Duration atMost) {
        this.permits = new Semaphore(atATime);
        this.atMost = atMost;
    }

    /** The answer; empty when there are too many questions, or the database does not answer in time or at all. */
    <T> Optional<T> ask(Duration queue, Supplier<T> question) {
        try {
            if (!permits.tryAcquire(queue.toNanos(), TimeUnit.NANOSECONDS)) {
                return Optional.empty();
            }
            var answer = new CompletableFuture<T>();
            Thread.ofVirtual().name("keys-question").start(() -> answer(question, answer));
            return Optional.of(answer.get(atMost.toNanos(), TimeUnit.NANOSECONDS));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        } catch (TimeoutException _) {
            return Optional.empty();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof DataAccessException || e.getCause() instanceof TransactionException) {
                return Optional.empty();
            }
            throw new IllegalStateException("A question to the database failed", e.getCause());
        }
    }

    private <T> void answer(Supplier<T> question, CompletableFuture<T> answer) {
        try {
            answer.complete(question.get());
        } catch (RuntimeException | Error e) {
            answer.completeExceptionally(e);
        } finally {
            permits.release();
        }
    }
}
