package com.lealup.ingest.batch;

import java.util.Locale;

/** Why one event was refused: stable names that clients branch on. */
public enum EventErrorCode {
    CUSTOMER_DELETED,
    DUPLICATE_IN_BATCH,
    INVALID_EMAIL,
    INVALID_EVENT,
    INVALID_EVENT_NAME,
    INVALID_EXTERNAL_ID,
    INVALID_PROPERTIES,
    INVALID_TIMESTAMP,
    PROPERTIES_TOO_LARGE,
    TIMESTAMP_IN_FUTURE,
    TIMESTAMP_TOO_OLD,
    UNKNOWN_CUSTOMER,
    UNKNOWN_FIELD;

    /** The name on the wire, such as {@code unknown_customer}. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
