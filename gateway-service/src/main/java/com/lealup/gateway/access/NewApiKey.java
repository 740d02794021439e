package com.lealup.gateway.access;

import java.util.List;
import java.util.Optional;

/**
 * The wish for a key, checked for form.
 *
 * @param allowList the networks it may be used from; empty when the wish does not say
 */
public record NewApiKey(String name, List<String> scopes, Expiry expiry, Optional<List<String>> allowList) {

    /** Keeps the scopes in the order they were given. */
    public NewApiKey {
        scopes = List.copyOf(scopes);
    }
}
