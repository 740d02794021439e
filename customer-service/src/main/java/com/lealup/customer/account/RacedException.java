package com.lealup.customer.account;

/**
 * Somebody else wrote one of the customers between looking and writing; the same work in a new transaction succeeds.
 */
public final class RacedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    RacedException() {
        super("a customer was written by somebody else meanwhile", null, false, false);
    }
}
