package com.lealup.platform.serde;

/** The schema registry did not answer a question that cannot be answered from memory. Trying again may help. */
public final class RegistryUnavailableException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    RegistryUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
