package com.lealup.customer.erasure;

import com.lealup.customer.account.CustomerId;
import com.lealup.customer.account.CustomerKey;
import com.lealup.customer.precondition.Precondition;
import com.lealup.platform.consumer.DeadLetterErasure;
import com.lealup.platform.identity.Caller;
import java.time.InstantSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Erases a customer because somebody asks for it; asking again finds the first erasure. */
@Component
public class EraseCustomer {

    private final CustomerErasure erasure;
    private final Erasures erasures;

    EraseCustomer(
            JdbcClient jdbc,
            DeadLetterErasure deadLetters,
            ErasurePublisher publisher,
            Erasures erasures,
            InstantSource clock) {
        this.erasure = new CustomerErasure(jdbc, deadLetters, publisher, clock);
        this.erasures = erasures;
    }

    /** What became of the wish. */
    public sealed interface Outcome {

        /** It is erased here, now or before; the proof says how far the others are. */
        record Accepted(Erasure proof) implements Outcome {}

        /** The workspace never had such a customer. */
        record NotFound() implements Outcome {}

        /** The caller wished to erase an earlier revision. */
        record Stale() implements Outcome {}
    }

    /** Erases it, be it in the trash or not. */
    @Transactional
    public Outcome erase(Caller caller, CustomerId id, Precondition precondition) {
        var key = new CustomerKey(caller.tenantId(), id);
        return switch (erasure.erase(key, precondition::holds, ErasureCause.REQUESTED, Requester.of(caller))) {
            case CustomerErasure.Outcome.Erased erased -> accepted(key);
            case CustomerErasure.Outcome.NotThere gone -> accepted(key);
            case CustomerErasure.Outcome.Stale stale -> new Outcome.Stale();
        };
    }

    private Outcome accepted(CustomerKey key) {
        return erasures.ofCustomer(key.tenantId(), key.id())
                .<Outcome>map(Outcome.Accepted::new)
                .orElseGet(Outcome.NotFound::new);
    }
}
