package com.lealup.gateway.workspace;

import com.lealup.platform.identity.Caller;
import com.lealup.platform.identity.Callers;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Work in a workspace for somebody whom no credential of the request stands for: who signs in, accepts an invitation,
 * or operates LealUp. The policies of the database hold for them as for everybody.
 */
@Component
public class InTenant {

    private final TransactionTemplate transaction;

    InTenant(TransactionTemplate transaction) {
        this.transaction = transaction;
    }

    /** Does the work in a transaction of the actor's tenant. */
    public <T> T call(Caller actor, Supplier<T> work) {
        return Callers.call(actor, () -> transaction.execute(_ -> work.get()));
    }
}
