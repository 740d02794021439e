package com.lealup.platform.environment;

import java.util.Locale;

/** Stops a service at start because of a setting, by the name of its environment variable. */
public final class InvalidSettingException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private InvalidSettingException(String message) {
        super(message);
    }

    /**
     * A setting that is needed and was not given.
     *
     * @param property such as {@code lealup.identity.public-keys}
     * @param mustBe completes "… is missing; it ", such as "must be test or live"
     */
    public static InvalidSettingException missing(String property, String mustBe) {
        return new InvalidSettingException(variable(property) + " is missing; it " + mustBe);
    }

    /**
     * A setting whose value cannot be used. The value itself is not repeated.
     *
     * @param problem completes the sentence that starts with the name, such as "must not be a generated key when …"
     */
    public static InvalidSettingException invalid(String property, String problem) {
        return new InvalidSettingException(variable(property) + " " + problem);
    }

    /** The environment variable that sets a property. */
    public static String variable(String property) {
        return property.replaceAll("[.\\-\\[]+", "_").replace("]", "").toUpperCase(Locale.ROOT);
    }
}
