package com.lealup.gateway.access;

import java.util.List;

/** The wish for a key, checked for form. */
public record NewApiKey(String name, List<String> scopes, Expiry expiry) {

    /** Keeps the scopes in the order they were given. */
    public NewApiKey {
        scopes = List.copyOf(scopes);
    }
}
