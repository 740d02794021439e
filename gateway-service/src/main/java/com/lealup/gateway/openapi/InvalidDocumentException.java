package com.lealup.gateway.openapi;

/** The parts make no sound document; ends the build. */
final class InvalidDocumentException extends IllegalStateException {

    private static final long serialVersionUID = 1L;

    InvalidDocumentException(String message) {
        super(message);
    }

    InvalidDocumentException(String message, Throwable cause) {
        super(message, cause);
    }
}
