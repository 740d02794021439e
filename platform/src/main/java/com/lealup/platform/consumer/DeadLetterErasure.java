package com.lealup.platform.consumer;

import com.lealup.platform.identity.TenantId;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Takes what is erased out of the dead letters that a service keeps. */
public final class DeadLetterErasure {

    private final LetterFacts facts;

    DeadLetterErasure(LetterFacts facts) {
        this.facts = facts;
    }

    /**
     * Removes, in the caller's transaction, the dead letters of a tenant that have the id in their key, their value or
     * their cause, and has the list of all dead letters forget them.
     *
     * @param jdbc of the role that has the transaction
     * @param id a public id
     * @return how many
     */
    public long erase(JdbcClient jdbc, TenantId tenant, String id) {
        var erased = new StoredLetters(jdbc).erase(tenant, id);
        erased.forEach(facts::gone);
        return erased.size();
    }
}
