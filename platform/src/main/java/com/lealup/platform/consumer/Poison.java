package com.lealup.platform.consumer;

/**
 * Why a record can never take effect.
 *
 * @param code for machines
 * @param message for people
 */
record Poison(String code, String message) {

    static final String UNDECODABLE = "undecodable";

    private static final int LONGEST_MESSAGE = 1000;

    Poison {
        // What Postgres cannot store, a message may still quote.
        message = message.replace('\0', ' ');
        if (message.length() > LONGEST_MESSAGE) {
            message = message.substring(0, LONGEST_MESSAGE);
        }
    }

    static Poison of(String code, Throwable cause) {
        String message = cause.getMessage();
        return new Poison(code, message == null ? cause.getClass().getSimpleName() : message);
    }
}
