package com.lealup.ingest.event;

import com.lealup.platform.idempotency.Idempotency;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.Supplier;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.http.ResponseEntity;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.TransactionSystemException;

/**
 * Accepting a batch under an Idempotency-Key. The record of the answer commits after Kafka has the events, so the one
 * thing that can go wrong between the two is that they are stored and the answer is not; a retry then stores them again
 * under the same ids, and they count once.
 */
@SuppressWarnings("ArrayRecordComponent") // Passed along for one request, never compared.
record KeyedWork(Idempotency idempotency, HttpServletRequest request, byte[] body) {

    ResponseEntity<byte[]> run(Supplier<Acceptance> work, Function<Acceptance, ResponseEntity<byte[]>> answer) {
        var settled = new AtomicReference<List<Integer>>(List.of());
        try {
            return idempotency.execute(request, body, () -> {
                var acceptance = work.get();
                if (acceptance instanceof Acceptance.Settled(var stored, var rejected, var errors)) {
                    settled.set(stored);
                }
                return answer.apply(acceptance);
            });
        } catch (CannotCreateTransactionException
                | TransactionSystemException
                | TransientDataAccessException
                | DataAccessResourceFailureException databaseAway) {
            throw EventController.unavailable(
                    "An Idempotency-Key cannot be honoured at the moment. Send the batch again under the same key.",
                    settled.get(),
                    true);
        }
    }
}
