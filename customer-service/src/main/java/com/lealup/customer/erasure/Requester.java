package com.lealup.customer.erasure;

import com.lealup.platform.identity.Caller;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Who wants a customer erased.
 *
 * @param type {@code api_key}, {@code user}, {@code operator} or {@code system}
 * @param clientAddress null for the system
 */
record Requester(
        String type, String id, String name, @Nullable String clientAddress) {

    /** Its time in the trash is over. */
    static final Requester TRASH = new Requester("system", "customer-service", "Purge of the trash", null);

    static Requester of(Caller caller) {
        return new Requester(
                caller.type().name().toLowerCase(Locale.ROOT),
                caller.principalId(),
                caller.name(),
                caller.clientAddress());
    }
}
