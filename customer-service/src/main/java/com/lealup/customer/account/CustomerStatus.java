package com.lealup.customer.account;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Where a customer stands commercially. */
public enum CustomerStatus {
    ACTIVE,
    TRIAL,
    CHURNED,
    PAUSED;

    /** The word for it in the API and in the database. */
    @JsonValue
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<CustomerStatus> of(String word) {
        return Arrays.stream(values())
                .filter(status -> status.word().equals(word))
                .findFirst();
    }
}
