package com.lealup.gateway.operator;

import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * How an operator proves to be one.
 *
 * @param token at least 32 characters; give a new one whenever somebody leaves who knew it
 */
@ConfigurationProperties("lealup.operator")
public record OperatorProperties(String token) {

    private static final int SHORTEST = 32;

    /**
     * Refuses what cannot be used.
     *
     * @throws IllegalArgumentException for what could be guessed
     */
    public OperatorProperties {
        if (token == null || token.length() < SHORTEST) {
            throw new IllegalArgumentException("lealup.operator.token must have at least 32 characters");
        }
    }

    /** Hides the token. */
    @Override
    public String toString() {
        return "OperatorProperties[]";
    }
}
