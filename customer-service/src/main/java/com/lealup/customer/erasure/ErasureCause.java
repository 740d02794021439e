package com.lealup.customer.erasure;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Why a customer is erased. */
public enum ErasureCause {
    /** Somebody asked for it. */
    REQUESTED,
    /** It was in the trash for 30 days. */
    TRASH_EXPIRED;

    static ErasureCause of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }

    /** The word for it in the API and in the database. */
    @JsonValue
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
