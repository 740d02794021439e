package com.lealup.platform.consumer;

/** A record that can never take effect. It goes to the dead-letter topic; the rest of its batch goes on. */
public final class PoisonRecordException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient RecordPosition position;
    private final String code;

    /**
     * @param record the record that cannot take effect
     * @param code a stable, machine-readable cause in snake_case
     * @param message the cause for a person
     */
    public PoisonRecordException(Received<?> record, String code, String message) {
        super(message);
        this.position = record.position();
        this.code = code;
    }

    PoisonRecordException(RecordPosition position, String code, String message) {
        super(message);
        this.position = position;
        this.code = code;
    }

    RecordPosition position() {
        return position;
    }

    String code() {
        return code;
    }
}
