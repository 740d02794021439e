package com.lealup.gateway.operator;

import com.lealup.platform.environment.InvalidSettingException;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * How an operator proves to be one.
 *
 * @param token at least 32 characters; give a new one whenever somebody leaves who knew it
 */
@ConfigurationProperties("lealup.operator")
record OperatorProperties(String token) {

    private static final int SHORTEST = 32;

    /**
     * Refuses what cannot be used.
     *
     * @throws InvalidSettingException for what could be guessed
     */
    OperatorProperties {
        if (token == null || token.length() < SHORTEST) {
            throw InvalidSettingException.invalid("lealup.operator.token", "must have at least 32 characters");
        }
    }

    /** Hides the token. */
    @Override
    public String toString() {
        return "OperatorProperties[]";
    }
}
