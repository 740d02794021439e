package com.lealup.gateway.access;

import com.fasterxml.jackson.annotation.JsonUnwrapped;

/**
 * A new key as the API shows it this once, with its secret.
 *
 * @param key the whole secret
 */
public record CreatedApiKeyView(@JsonUnwrapped ApiKeyView view, String key) {

    /** Of what was just made. */
    public static CreatedApiKeyView of(CreateApiKey.Outcome.Created created) {
        return of(StoredApiKey.of(created.key()), created.secret());
    }

    static CreatedApiKeyView of(StoredApiKey created, ApiKeySecret secret) {
        return new CreatedApiKeyView(ApiKeyView.of(created, ApiKeySecret.prefix(secret.environment())), secret.text());
    }

    /** The new key's public name. */
    public String path() {
        return "/v1/api-keys/" + view.id();
    }

    /** Hides the secret. */
    @Override
    public String toString() {
        return "CreatedApiKeyView[" + view.id() + "]";
    }
}
